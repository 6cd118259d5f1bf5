import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import type { RoleBook } from '#security/identity/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Detail } from '#security/ledger/index.ts';
import type { Catalogue } from '#platform/catalogue/index.ts';
import { openFileMemory } from '#standards/declarations/index.ts';
import type { FileMemory } from '#standards/declarations/index.ts';
import { fault } from './errors.ts';
import { parseApprovalRules } from './approvals/rules.ts';
import type { ApprovalRules } from './approvals/rules.ts';
import { numberOf } from './proposal.ts';
import type { Proposal } from './proposal.ts';

/** What the use cases of this module work with. */
export interface Registry {
  /** Role minqiao_app. It can't publish: that takes the owner. */
  readonly app: Database;
  readonly catalogue: Catalogue;
  readonly roles: Pick<RoleBook, 'permissionsOf' | 'roles'>;
  /** What was read for one preview serves the next: an officer types. */
  readonly memory: FileMemory;
  /** How many persons have to approve what. */
  readonly approvalRules: ApprovalRules;
  /** Agreements and grants in force at an instant, by the resource that they rest on. */
  readonly agreementsAt: (at: Date) => Promise<ReadonlyMap<string, readonly string[]>>;
}

/**
 * The registry of one process; nothing is opened that would have to be closed.
 * @throws Fault registry.approval-rules-invalid
 */
export function openRegistry(parts: Omit<Registry, 'memory' | 'approvalRules'>): Registry {
  const approvalRules = parseApprovalRules(parts.catalogue.extra('approvals.yaml'));
  return { ...parts, approvalRules, memory: openFileMemory() };
}

/** What roles.yaml may permit here: for the own branch, or with `steward-declarations` for all. */
export type Permission = 'propose-declarations' | 'approve-declarations';

/** @throws Fault registry.not-permitted */
export function requirePermission(
  { roles }: Registry,
  { actor }: Context,
  permission: Permission,
  branch: string,
): void {
  if (!isPermitted({ roles }, { actor }, permission, branch)) throw fault('not-permitted');
}

function isPermitted(
  { roles }: Pick<Registry, 'roles'>,
  { actor }: Pick<Context, 'actor'>,
  permission: Permission,
  branch: string,
): boolean {
  const held = roles.permissionsOf(actor.roles);
  const reaches = actor.branch === branch || held.includes('steward-declarations');
  return isHere(actor) && held.includes(permission) && reaches;
}

/** Officers, and whoever operates the node at its machine; no citizen and no client. */
function isHere({ kind }: Pick<Context['actor'], 'kind'>): boolean {
  return kind === 'officer' || kind === 'system';
}

/** Drafts are work in progress, with their authors: not for citizens. @throws Fault registry.not-permitted */
export function requireStaff({ actor }: Context): void {
  if (actor.kind === 'citizen') throw fault('not-permitted');
}

/** What concerns every branch takes the standards' steward. @throws Fault registry.not-permitted */
export function requireSteward(registry: Registry, context: Context): void {
  if (!isSteward(registry, context)) throw fault('not-permitted');
}

/** Whether the actor words proposals for every branch. */
export function isSteward({ roles }: Registry, { actor }: Context): boolean {
  const held = roles.permissionsOf(actor.roles);
  return isHere(actor) && held.includes('steward-declarations') && held.includes('propose-declarations');
}

export type ProposalAct = 'revise' | 'decide' | 'submit' | 'withdraw' | 'approve' | 'return' | 'reject';

/** What somebody may do with a proposal now: for buttons; each act asks again. */
export function mayOn(
  registry: Pick<Registry, 'roles'>,
  context: Context,
  { state, author, branch, bundle }: Proposal,
): readonly ProposalAct[] {
  const isAuthor = author === context.actor.id;
  const worded: readonly ProposalAct[] = isPermitted(registry, context, 'propose-declarations', branch)
    ? [bundle === null ? 'revise' : 'decide', 'submit', 'withdraw']
    : ['withdraw'];
  if (isAuthor && (state === 'draft' || state === 'returned')) return worded;
  if (state !== 'review') return [];
  if (isAuthor) return ['withdraw'];
  return isPermitted(registry, context, 'approve-declarations', branch)
    ? ['approve', 'return', 'reject']
    : [];
}

/** Free text that people read later: no control characters but line ends, nothing invisible, not empty. */
export function plainText(text: string, pointer: string): string {
  const trimmed = text.normalize('NFC').trim();
  if (trimmed === '' || /[\p{Cs}]|(?!\n)\p{Cc}/u.test(trimmed))
    throw fault('unsuitable-text', {}, { pointer });
  return trimmed;
}

/** Enters an act on a proposal into the ledger, in the transaction of the act. */
export async function record(
  tx: Tx,
  context: Context,
  step: string,
  proposal: Pick<Proposal, 'number' | 'branch'>,
  detail: Detail = {},
): Promise<void> {
  const about = { step, proposal: numberOf(proposal), branch: proposal.branch, ...detail };
  await appendEntries(tx, [
    entryFor(context, { act: 'declaration', outcome: 'permitted', resource: 'proposal', detail: about }),
  ]);
}
