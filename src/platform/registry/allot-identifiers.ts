import type { Tx } from '#infrastructure/sql/index.ts';
import type { Change, Kind } from './change.ts';
import { fault } from './errors.ts';
import { insertAllotment, lockAllotments, selectAllotted, selectLastAllotted } from './sql.ts';

/** The part of the own range (domain.md, honesty rule) that a node gives out; what is below it belongs to packs. */
const first = 50_001;
const last = 99_999;
const prefixes: Partial<Record<Kind, string>> = { element: 'XE', qualifier: 'XQ' };

/** What a new declaration without an identifier needs: the prefix of its kind; undefined when it has one or needs none. */
function prefixFor({ kind, action, content }: Change): string | undefined {
  return action === 'add' && content !== null && !('identifier' in content) ? prefixes[kind] : undefined;
}

/**
 * Gives each new element and qualifier the next free identifier of the node's own range. What was given stays given, to this
 * name of this proposal, whatever becomes of it: no number is ever used twice. In the transaction of the act.
 * @returns the changes with their identifiers
 * @throws Fault registry.no-identifier-left
 */
export async function allotIdentifiers(
  tx: Tx,
  proposal: number,
  changes: readonly Change[],
  at: Date,
): Promise<readonly Change[]> {
  if (!changes.some(prefixFor)) return changes;
  await lockAllotments(tx);
  const given = await selectAllotted(tx, proposal);
  const complete: Change[] = [];
  for (const change of changes) {
    const prefix = prefixFor(change);
    if (prefix === undefined) {
      complete.push(change);
      continue;
    }
    const { kind, name } = change;
    let identifier = given.get(`${kind}/${name}`);
    if (identifier === undefined) {
      identifier = after(prefix, await selectLastAllotted(tx, prefix));
      await insertAllotment(tx, { identifier, kind, name, proposal, at });
    }
    complete.push(withIdentifier(change, identifier));
  }
  return complete;
}

/** The same for a preview: the identifiers that would come next, given to nobody. */
export async function foreseeIdentifiers(
  tx: Pick<Tx, 'query'>,
  changes: readonly Change[],
): Promise<{ readonly changes: readonly Change[]; readonly allotted: ReadonlyMap<string, string> }> {
  const lastOf = new Map<string, string | undefined>();
  const allotted = new Map<string, string>();
  const complete: Change[] = [];
  for (const change of changes) {
    const prefix = prefixFor(change);
    if (prefix === undefined) {
      complete.push(change);
      continue;
    }
    if (!lastOf.has(prefix)) lastOf.set(prefix, await selectLastAllotted(tx, prefix));
    const identifier = after(prefix, lastOf.get(prefix));
    lastOf.set(prefix, identifier);
    allotted.set(`${change.kind}/${change.name}`, identifier);
    complete.push(withIdentifier(change, identifier));
  }
  return { changes: complete, allotted };
}

function after(prefix: string, latest: string | undefined): string {
  const number = latest === undefined ? first : Number(latest.slice(prefix.length)) + 1;
  if (number > last) throw fault('no-identifier-left');
  return `${prefix}${number}`;
}

function withIdentifier(change: Change, identifier: string): Change {
  return { ...change, content: { identifier, ...change.content } };
}
