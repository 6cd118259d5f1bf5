import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { renameUnits } from '#security/identity/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { depthBelow, insertEvent, insertPast, updateState, upsertWordings } from './change-sql.ts';
import { codeChecker } from './code-check.ts';
import { fault } from './errors.ts';
import { longest, maxDepth } from './model.ts';
import type { Organisation, State } from './model.ts';
import type { Organisations } from './organisations.ts';
import { findOrganisation, selectPath } from './sql.ts';
import { wordsOf } from './words.ts';

/** From which day a change holds, and what it rests on: a decision, a document's number. */
export interface Ground {
  readonly effectiveOn: string;
  readonly basis: string;
}

export type Act = (kind: string, code: string, related?: readonly string[]) => Promise<void>;

/** Writes what happened, each time with the same ground and person. */
export function eventWriter(tx: Tx, context: Context, { effectiveOn, basis }: Ground): Act {
  return (kind, code, related = []) =>
    insertEvent(tx, { code, kind, effectiveOn, basis, related, byAccount: context.actor.id, at: context.at });
}

/** @throws Fault organisations.no-such-organisation, already-abolished */
export async function getInUse(tx: Tx, code: string): Promise<Organisation> {
  const found = await findOrganisation(tx, code);
  if (!found) throw fault('no-such-organisation', { code });
  if (found.abolishedOn !== null) throw fault('already-abolished', { code, on: found.abolishedOn });
  return found;
}

/** A change never comes before an earlier one, nor before it happened. @throws Fault organisations.date-out-of-order */
export function requireDay(context: Context, { since }: Pick<Organisation, 'since'>, on: string): void {
  if (on < since || on > dayInChina(context.at))
    throw fault('date-out-of-order', { since }, { pointer: '/effectiveOn' });
}

/** @throws Fault organisations.invalid-value with the field */
export function requireValues(organisations: Organisations, context: Context, state: State): void {
  const { kinds, levels, branches } = organisations.rulesOn(context.at);
  const wrongCode = codeChecker(organisations.profile, context.at)(state.code);
  if (wrongCode) throw invalid('code', wrongCode.zh, wrongCode.en);
  for (const name of ['nameZh', 'nameEn', 'shortName'] as const) {
    const length = Array.from(state[name]).length;
    const least = name === 'shortName' ? 0 : 1;
    if (length < least || length > longest[name] || /\p{Cc}/u.test(state[name]))
      throw invalid(
        name,
        `须为 ${least} 至 ${longest[name]} 个字`,
        `must have ${least} to ${longest[name]} characters`,
      );
  }
  for (const [name, codes] of [
    ['kind', kinds],
    ['level', levels],
    ['branch', branches],
  ] as const)
    // prettier-ignore
    if (!codes.has(state[name])) throw invalid(name, '不是代码表中的现行代码', 'is no code in force of its list');
}

function invalid(field: string, reasonZh: string, reason: string): Error {
  return fault('invalid-value', { reasonZh, reason }, { pointer: `/${field}` });
}

/**
 * Whether this may stand under that one. The caller holds the registry's lock.
 * @throws Fault organisations.parent-not-in-use, cycle, too-deep
 */
export async function requireParent(tx: Tx, code: string, parent: string | null): Promise<void> {
  if (parent === null) return;
  const found = await findOrganisation(tx, parent);
  if (!found || found.abolishedOn !== null)
    throw fault('parent-not-in-use', { code: parent }, { pointer: '/parent' });
  const above = await selectPath(tx, parent, maxDepth + 1);
  if (above.some((step) => step.code === code))
    throw fault('cycle', { code: parent }, { pointer: '/parent' });
  if (above.length + Math.max(1, await depthBelow(tx, code, maxDepth)) > maxDepth)
    throw fault('too-deep', { limit: maxDepth }, { pointer: '/parent' });
}

/** Makes the new state stand from that day; the old one goes into the past. */
export async function replaceState(
  organisations: Organisations,
  tx: Tx,
  before: Organisation,
  after: State,
  on: string,
): Promise<void> {
  await insertPast(tx, before.code, on);
  await updateState(tx, after, on);
  if (
    before.nameZh === after.nameZh &&
    before.nameEn === after.nameEn &&
    before.shortName === after.shortName
  )
    return;
  await writeWording(organisations, tx, after);
  await renameUnits(tx, [after]);
}

export async function writeWording(organisations: Organisations, tx: Tx, state: State): Promise<void> {
  const initials = (await organisations.initials())(state.nameZh);
  await upsertWordings(tx, [{ code: state.code, initials, words: wordsOf(state, initials) }]);
}
