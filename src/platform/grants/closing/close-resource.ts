import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { resourceOf } from '../check-terms.ts';
import { fault } from '../errors.ts';
import { decides } from '../grants.ts';
import type { Granting } from '../grants.ts';
import { notifyGrants } from '../sql.ts';
import type { Closing, ClosingAct, ClosingState } from './closing.ts';
import { insertClosing, lockClosing, updateClosing } from './sql.ts';

/** Somebody else than who asked: of the owner branch, or a steward of the standards, whoever approves declarations. */
function mayApprove({ roles }: Granting, { actor }: Context, owner: string): boolean {
  const permissions = actor.kind === 'officer' ? roles.permissionsOf(actor.roles) : [];
  if (!permissions.includes('approve-declarations')) return false;
  return actor.branch === owner || permissions.includes('standards');
}

/** What somebody may do about the closing of a resource now: for buttons; each act asks again. */
export function mayOnClosing(
  granting: Granting,
  context: Context,
  owner: string,
  row: Pick<Closing, 'state' | 'askedBy'> | undefined,
): readonly ClosingAct[] {
  if (!row) return decides(granting, context, { owner }) ? ['propose'] : [];
  if (row.state !== 'proposed') return [];
  if (row.askedBy === context.actor.id) return ['withdraw'];
  return mayApprove(granting, context, owner) ? ['close', 'refuse'] : [];
}

/**
 * The head of the owner branch asks to close a resource to grants from a day on.
 * @throws Fault grants.not-permitted, grants.unknown-resource, grants.closing-under-way, grants.unsuitable-terms
 */
export async function proposeClosing(
  granting: Granting,
  context: Context,
  {
    resource,
    closesAt,
    reason,
  }: { readonly resource: string; readonly closesAt: Date; readonly reason: string },
): Promise<Closing> {
  const { owner } = resourceOf(granting, resource).declaration;
  if (!decides(granting, context, { owner })) throw fault('not-permitted');
  if (closesAt <= context.at) {
    const past = { reasonZh: '截止日期须在今天之后', reason: 'the day must lie ahead' };
    throw fault('unsuitable-terms', past, { pointer: '/closesAt' });
  }
  return granting.app.transaction(async (tx) => {
    if (await lockClosing(tx, resource)) throw fault('closing-under-way', { resource });
    const { id: askedBy, name: askedByName } = context.actor;
    const nobody = { decidedBy: null, decidedByName: null, decidedAt: null, remark: null };
    const asked = { resource, owner, closesAt, reason, askedBy, askedByName, askedAt: context.at };
    const row = { ...asked, ...nobody, state: 'proposed' as const };
    return insertClosing(tx, { ...row, entry: await record(tx, context, 'propose', row) });
  });
}

const ends = { close: 'closed', refuse: 'refused', withdraw: 'withdrawn' } as const satisfies Record<
  Exclude<ClosingAct, 'propose'>,
  ClosingState
>;

/**
 * A second person closes the resource or refuses, or who asked withdraws. Closed: no new grants, and those there are end by the day at
 * the latest, in every process within seconds. Records stay as their declaration keeps them.
 * @throws Fault grants.closing-not-found, grants.own-application, grants.not-permitted, grants.unknown-resource
 */
export async function decideClosing(
  granting: Granting,
  context: Context,
  {
    resource,
    act,
    text,
  }: { readonly resource: string; readonly act: keyof typeof ends; readonly text: string },
): Promise<Closing> {
  const { owner } = resourceOf(granting, resource).declaration;
  return granting.app.transaction(async (tx) => {
    const row = await lockClosing(tx, resource);
    if (row?.state !== 'proposed') throw fault('closing-not-found', { resource });
    const isOwn = row.askedBy === context.actor.id;
    if (isOwn && act !== 'withdraw') throw fault('own-application');
    if (!mayOnClosing(granting, context, owner, row).includes(act)) throw fault('not-permitted');
    const { id: decidedBy, name: decidedByName } = context.actor;
    const decided = isOwn ? {} : { decidedBy, decidedByName, decidedAt: context.at };
    const next = { ...row, ...decided, state: ends[act], remark: text };
    const closing = { ...next, entry: await record(tx, context, act, next) };
    await updateClosing(tx, closing);
    if (act === 'close') await notifyGrants(tx);
    return closing;
  });
}

async function record(
  tx: Tx,
  context: Context,
  act: ClosingAct,
  { resource, owner, closesAt }: Pick<Closing, 'resource' | 'owner' | 'closesAt'>,
): Promise<string> {
  const detail = { step: `closing-${act}`, owner, closesAt: closesAt.toISOString() };
  const entry = { act: 'grant', outcome: 'permitted', resource, detail } as const;
  const [appended] = await appendEntries(tx, [entryFor(context, entry)]);
  return appended?.id ?? '';
}
