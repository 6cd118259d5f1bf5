import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { requireOpen, resourceOf } from '../check-terms.ts';
import { fault } from '../errors.ts';
import { decides } from '../grants.ts';
import type { Granting } from '../grants.ts';
import { serviceMoves } from './service.ts';
import type { Service, ServiceMove, ServiceState } from './service.ts';
import { insertService, lockService, updateServiceState } from './sql.ts';

export type NewService = Pick<
  Service,
  'name' | 'title' | 'resource' | 'search' | 'fields' | 'purposeKinds' | 'role'
>;

/**
 * The head of the owner branch publishes a query to a role, or its next version. It gives no access of its own: whoever runs it is
 * judged by policies and grants like anybody else.
 * @throws Fault grants.not-permitted, grants.unsuitable-terms, grants.unknown-resource
 */
export async function publishService(
  granting: Granting,
  context: Context,
  asked: NewService,
): Promise<Service> {
  const { owner } = resourceOf(granting, asked.resource).declaration;
  if (!decides(granting, context, { owner })) throw fault('not-permitted');
  requireDeclared(granting, asked);
  return granting.app.transaction(async (tx) => {
    await requireOpen(tx, asked.resource);
    const before = await lockService(tx, asked.name);
    if (before && before.owner !== owner) throw fault('not-permitted');
    if (before && before.state !== 'ended')
      await updateServiceState(tx, { ...before, state: 'ended', changedAt: context.at });
    const { id: by, name: byName } = context.actor;
    const times = { changedAt: context.at, by, byName, reason: null };
    const version = (before?.version ?? 0) + 1;
    const row: Service = { ...asked, owner, version, state: 'published', ...times };
    await insertService(tx, row);
    await record(tx, context, 'service-publish', row);
    return row;
  });
}

/** What it names is declared: one search key in its order, fields that are not sealed, kinds of purpose, a role that looks up. */
function requireDeclared(granting: Granting, asked: NewService): void {
  const { fields, search } = resourceOf(granting, asked.resource).declaration;
  const refuse = (pointer: string, reasonZh: string, reason: string): never => {
    throw fault('unsuitable-terms', { reasonZh, reason }, { pointer });
  };
  if (!search.some((key) => key.join('+') === asked.search.join('+')))
    refuse('/search', '不是已声明的查找方式', 'this is not a declared way to search');
  for (const name of asked.fields)
    if (!fields.some((field) => field.name === name && !field.sealed))
      refuse('/fields', `字段 ${name} 没有声明或加密`, `the field ${name} is not declared, or sealed`);
  for (const kind of asked.purposeKinds)
    if (!granting.purposes.kinds.some((one) => one.kind === kind))
      refuse('/purposeKinds', `没有事由种类 ${kind}`, `there is no kind of purpose ${kind}`);
  if (!granting.roles.permissionsOf([asked.role]).includes('look-up'))
    refuse('/role', `角色 ${asked.role} 不查询信息`, `the role ${asked.role} does not look up records`);
}

const moves = {
  suspend: { from: ['published'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'published' },
  end: { from: ['published', 'suspended'], to: 'ended' },
} as const satisfies Record<ServiceMove, { from: readonly ServiceState[]; to: ServiceState }>;

/** The moves that lead on from a state; a next version can be published from any. */
export function movesFrom(state: ServiceState): readonly ServiceMove[] {
  return serviceMoves.filter((move) => moves[move].from.some((one) => one === state));
}

/**
 * The head of the owner branch suspends, resumes or ends a service; at once in every process, for each run looks.
 * @throws Fault grants.service-not-found, grants.not-permitted, grants.application-changed, grants.wrong-state
 */
export async function moveService(
  granting: Granting,
  context: Context,
  move: ServiceMove,
  { name, version, text }: { readonly name: string; readonly version: number; readonly text: string },
): Promise<Service> {
  const { from, to } = moves[move];
  return granting.app.transaction(async (tx) => {
    const row = await lockService(tx, name);
    if (!row) throw fault('service-not-found', { name });
    if (!decides(granting, context, row)) throw fault('not-permitted');
    if (row.version !== version) throw fault('application-changed', { number: name });
    if (!from.some((state) => state === row.state))
      throw fault('wrong-state', { number: name, state: row.state });
    const next: Service = { ...row, state: to, changedAt: context.at, reason: text };
    await updateServiceState(tx, next);
    await record(tx, context, `service-${move}`, next);
    return next;
  });
}

async function record(tx: Tx, context: Context, step: string, row: Service): Promise<void> {
  const detail = { step, service: row.name, version: row.version, owner: row.owner };
  const entry = { act: 'grant', outcome: 'permitted', resource: row.resource, detail } as const;
  await appendEntries(tx, [entryFor(context, entry)]);
}
