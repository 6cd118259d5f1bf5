import type { Context } from '#security/context/index.ts';
import { numberOf } from '../application.ts';
import { resourceOf } from '../check-terms.ts';
import { fault } from '../errors.ts';
import type { Granting } from '../grants.ts';
import type { ActsWire } from '../schema.ts';
import { branchTitled } from '#platform/catalogue/index.ts';
import { mayOnClosing } from './close-resource.ts';
import type { Closing } from './closing.ts';
import { selectClosings, selectUses } from './sql.ts';

const mostUses = 100; // of one resource on its page; the newest

/** The acts of use and closing of a resource, newest first. @throws Fault grants.unknown-resource, grants.not-permitted */
export async function listActs(granting: Granting, context: Context, resource: string): Promise<ActsWire> {
  const { declaration } = resourceOf(granting, resource);
  if (context.actor.kind !== 'officer') throw fault('not-permitted');
  const closings = await selectClosings(granting.app, resource);
  const uses = await selectUses(granting.app, resource, mostUses);
  const current = closings.find(({ state }) => state === 'proposed' || state === 'closed');
  const used = uses.map(({ branch, at, ...use }) => ({
    act: 'use' as const,
    number: numberOf(use),
    state: use.state,
    branch: branchTitled(granting, branch),
    askedBy: use.askedByName,
    decidedBy: use.decidedByName,
    at: at.toISOString(),
    text: null,
    entry: use.entry,
  }));
  const closed = closings.map((row) => ({
    act: 'close' as const,
    number: null,
    state: row.state,
    branch: branchTitled(granting, row.owner),
    askedBy: row.askedByName,
    decidedBy: row.decidedByName,
    at: (row.decidedAt ?? row.askedAt).toISOString(),
    text: [row.reason, row.remark].filter(Boolean).join(' / '),
    entry: row.entry,
  }));
  return {
    closing: current ? closingOnWire(current) : null,
    may: [...mayOnClosing(granting, context, declaration.owner, current)],
    items: [...closed, ...used].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
  };
}

export function closingOnWire({
  state,
  closesAt,
  reason,
  askedByName,
}: Closing): NonNullable<ActsWire['closing']> {
  return { state, closesAt: closesAt.toISOString(), reason, askedBy: askedByName };
}
