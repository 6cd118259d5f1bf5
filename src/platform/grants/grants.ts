import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { PolicySeal, Purposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import type { RoleBook } from '#security/identity/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Detail } from '#security/ledger/index.ts';
import type { Catalogue, ValueCheck } from '#platform/catalogue/index.ts';
import { numberOf } from './application.ts';
import type { Application } from './application.ts';
import { fault } from './errors.ts';
import type { GrantSettings } from './settings.ts';

/** What the use cases of this module work with. */
export interface Granting {
  /** Role minqiao_app. */
  readonly app: Database;
  readonly catalogue: Catalogue;
  /** Whether a value can be one of a field: for row conditions. */
  readonly check: ValueCheck;
  readonly roles: Pick<RoleBook, 'permissionsOf' | 'roles'>;
  readonly purposes: Pick<Purposes, 'kinds'>;
  /** The node's hand: what is not under it is never in force. */
  readonly seal: PolicySeal;
  readonly settings: GrantSettings;
}

export type Permission = 'apply-grants' | 'decide-grants';

function holds({ roles }: Granting, { actor }: Context, permission: Permission): boolean {
  return actor.kind === 'officer' && roles.permissionsOf(actor.roles).includes(permission);
}

/** @throws Fault grants.not-permitted */
export function requireApplicant(granting: Granting, context: Context): void {
  if (!holds(granting, context, 'apply-grants')) throw fault('not-permitted');
}

/**
 * The head of the owner branch, who neither applied nor would hold the grant.
 * @throws Fault grants.not-permitted, grants.own-application
 */
export function requireDecider(granting: Granting, context: Context): (row: Application) => void {
  return (row) => {
    if (!decides(granting, context, row)) throw fault('not-permitted');
    if (isOwn(context, row)) throw fault('own-application');
  };
}

/** @throws Fault grants.not-yours */
export function requireOwn({ actor }: Context): (row: Application) => void {
  return ({ applicant }) => {
    if (applicant !== actor.id) throw fault('not-yours');
  };
}

export function decides(
  granting: Granting,
  context: Context,
  { owner }: Pick<Application, 'owner'>,
): boolean {
  return context.actor.branch === owner && holds(granting, context, 'decide-grants');
}

function isOwn({ actor }: Context, { applicant, branch, asked }: Application): boolean {
  return applicant === actor.id || (branch === actor.branch && actor.roles.includes(asked.role));
}

/** Whether it concerns this reader: both sides see it, nobody else. */
export function concerns({ actor }: Context, row: Pick<Application, 'owner' | 'branch'>): boolean {
  return actor.kind === 'officer' && (actor.branch === row.branch || actor.branch === row.owner);
}

export const applicationActs = [
  'revise',
  'apply',
  'withdraw',
  'grant',
  'refuse',
  'suspend',
  'resume',
  'end',
] as const;
export type ApplicationAct = (typeof applicationActs)[number];

/** What somebody may do with it now: for buttons; each act asks again. */
export function mayOn(granting: Granting, context: Context, row: Application): readonly ApplicationAct[] {
  const isApplicant = row.applicant === context.actor.id;
  const isDecider = decides(granting, context, row) && !isOwn(context, row);
  switch (row.state) {
    case 'draft':
      return isApplicant ? ['revise', 'apply', 'withdraw'] : [];
    case 'applied':
      return isApplicant ? ['withdraw'] : isDecider ? ['grant', 'refuse'] : [];
    case 'granted':
      return isDecider ? ['suspend', 'end'] : isApplicant ? ['end'] : [];
    case 'suspended':
      return isDecider ? ['resume', 'end'] : isApplicant ? ['end'] : [];
    default:
      return [];
  }
}

/** Enters an act into the ledger, in the transaction of the act. Returns the id of the entry. */
export async function record(
  tx: Tx,
  context: Context,
  step: string,
  row: Application,
  detail: Detail = {},
): Promise<string> {
  const about = { step, grant: numberOf(row), owner: row.owner, branch: row.branch, version: row.version };
  const entry = { act: 'grant', outcome: 'permitted', resource: row.resource } as const;
  const [appended] = await appendEntries(tx, [
    entryFor(context, { ...entry, detail: { ...about, ...detail } }),
  ]);
  return appended?.id ?? '';
}
