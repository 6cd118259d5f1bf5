import type { RowCondition } from '#standards/conditions/index.ts';
import type { Grant, GrantAction } from '#security/access/index.ts';

/** draft → applied → granted or refused, or withdrawn; granted → suspended → granted again, or ended. Expiry is a matter of time. */
export const states = ['draft', 'applied', 'granted', 'refused', 'withdrawn', 'suspended', 'ended'] as const;
export type State = (typeof states)[number];

/** What is asked for, or granted: exactly so much. */
export interface Terms {
  readonly fields: readonly string[];
  /** Among the fields: those to be shown in full although they have a mask. */
  readonly unmasked: readonly string[];
  readonly actions: readonly GrantAction[];
  readonly purposeKinds: readonly string[];
  /** Only records that meet all of these; all records when there are none. */
  readonly rows: readonly RowCondition[];
  /** Officers of the applicant's branch in this role; of one unit alone when it is named. */
  readonly role: string;
  readonly organisation: string | null;
  readonly recordsPerDay: number;
  /** RFC 3339, UTC. */
  readonly until: string;
}

/** An application from its first wording to the end of the grant that it became. */
export interface Application {
  readonly number: number;
  readonly state: State;
  readonly resource: string;
  /** The branch that answers for the resource, and decides. */
  readonly owner: string;
  /** The branch for which access is asked: the applicant's. */
  readonly branch: string;
  readonly applicant: string;
  readonly applicantName: string;
  /** Name of a declared regulation. */
  readonly basis: string;
  readonly reason: string;
  readonly asked: Terms;
  /** Null until it is granted. */
  readonly granted: Terms | null;
  readonly changedAt: Date;
  /** When the owner branch has to have decided; null before it was handed in. */
  readonly dueAt: Date | null;
  /** When its resource is closed to grants; null while it isn't. */
  readonly closesAt: Date | null;
  readonly decider: string | null;
  readonly deciderName: string | null;
  readonly grantedAt: Date | null;
  /** The node's hand on what is in force; null before that. */
  readonly signature: string | null;
  readonly version: number;
}

/** What somebody did with an application. */
export interface Step {
  readonly act: string;
  readonly at: Date;
  readonly byName: string;
  readonly text: string | null;
}

const prefix = 'GR-';
const digits = 6;

/** `GR-000123`: how people, and the ledger, call an application and its grant. */
export function numberOf({ number }: Pick<Application, 'number'>): string {
  return prefix + String(number).padStart(digits, '0');
}

/** The row that a number in the form of schema.ts means. */
export function rowNumber(number: string): number {
  return Number(number.slice(prefix.length));
}

/** When it gives nothing any more: its own end, or the closing of the resource if that is earlier. */
export function endOf({
  granted,
  asked,
  closesAt,
}: Pick<Application, 'granted' | 'asked' | 'closesAt'>): Date {
  const until = new Date((granted ?? asked).until);
  return closesAt !== null && closesAt < until ? closesAt : until;
}

/** What the door is told of it; undefined for what was never granted. */
export function grantOf(row: Application): Grant | undefined {
  const { granted, grantedAt, state, resource, branch, version } = row;
  if (granted === null || grantedAt === null) return undefined;
  const { fields, unmasked, actions, purposeKinds, rows, role, organisation, recordsPerDay } = granted;
  const standing = state === 'granted' ? 'in-force' : state === 'suspended' ? 'suspended' : 'ended';
  const holder = { branch, role, organisation };
  const times = { from: grantedAt, until: endOf(row) };
  const what = { resource, fields, unmasked, actions, purposeKinds, rows, recordsPerDay };
  return { id: numberOf(row), version, holder, standing, ...what, ...times };
}
