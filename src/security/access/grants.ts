import type { RowCondition } from '#standards/conditions/index.ts';
import type { Actor } from '#security/context/index.ts';
import type { Action } from './decide.ts';

/** What a grant may give. Never a write, a history or an export: those are the owner branch's own. */
export const grantActions = ['read', 'verify', 'list'] as const satisfies readonly Action[];
export type GrantAction = (typeof grantActions)[number];

/** What the owner branch granted: data about who may what, beside the policies and under every forbid of theirs. */
export interface Grant {
  /** `GR-000123`: named in the ledger by each access that rests on it. */
  readonly id: string;
  /** Grows with each change; together with the id it names these very terms. */
  readonly version: number;
  readonly resource: string;
  readonly fields: readonly string[];
  /** Among the fields: those shown in full although they have a mask. */
  readonly unmasked: readonly string[];
  readonly actions: readonly GrantAction[];
  readonly purposeKinds: readonly string[];
  /** It gives only records that meet all of these; every record when there are none. */
  readonly rows: readonly RowCondition[];
  readonly holder: GrantHolder;
  readonly recordsPerDay: number;
  readonly from: Date;
  /** From then on it gives nothing, whatever its standing. */
  readonly until: Date;
  readonly standing: 'in-force' | 'suspended' | 'ended';
}

/** Officers of one branch in one role; of one unit alone when it is named. */
export interface GrantHolder {
  readonly branch: string;
  readonly role: string;
  readonly organisation: string | null;
}

/** Where the door learns of grants; whoever keeps them stands behind it. */
export interface Grants {
  /** Every grant of a resource that a process should know, also those that no longer hold: to say why. */
  of(resource: string): readonly Grant[];
}

/** A node without grants. */
export const noGrants: Grants = { of: () => [] };

export interface GrantQuestion {
  readonly actor: Actor;
  readonly action: Action;
  readonly resource: string;
  readonly purposeKind: string;
  readonly at: Date;
}

/** The grants that hold for this actor, action and purpose at this time, in the order of their ids. */
export function grantsFor(grants: Grants, question: GrantQuestion): readonly Grant[] {
  return meantFor(grants, question).filter((grant) => lapseOf(grant, question.at) === null);
}

/** Why a grant gives nothing. */
export type Lapse = 'suspended' | 'expired' | 'ended';

export interface LapsedGrant {
  readonly grant: Grant;
  readonly lapse: Lapse;
}

/** A grant that would have been for this actor, action and purpose, and no longer holds: to tell a refused person. */
export function lapsedGrantFor(grants: Grants, question: GrantQuestion): LapsedGrant | undefined {
  for (const grant of meantFor(grants, question).toReversed()) {
    const lapse = lapseOf(grant, question.at);
    if (lapse !== null && lapse !== 'not-yet') return { grant, lapse };
  }
  return undefined;
}

function meantFor(grants: Grants, { actor, action, resource, purposeKind }: GrantQuestion): readonly Grant[] {
  return grants
    .of(resource)
    .filter(
      ({ holder, actions, purposeKinds }) =>
        actor.kind === 'officer' &&
        actor.branch === holder.branch &&
        actor.roles.includes(holder.role) &&
        (holder.organisation === null || actor.organisation === holder.organisation) &&
        actions.some((one) => one === action) &&
        purposeKinds.includes(purposeKind),
    );
}

/** Judged by the time of the request, not by when somebody swept. */
function lapseOf({ standing, from, until }: Grant, at: Date): Lapse | 'not-yet' | null {
  if (standing === 'ended') return 'ended';
  if (at >= until) return 'expired';
  if (standing === 'suspended') return 'suspended';
  return at < from ? 'not-yet' : null;
}
