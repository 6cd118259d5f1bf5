import type { Values } from '#web/kit/index.ts';

/** Nothing, an empty text and null are all "nothing recorded". */
function plain(value: unknown): unknown {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
}

/** Whether two values mean the same; lists of codes have no order. */
export function isSame(a: unknown, b: unknown): boolean {
  const [one, two] = [plain(a), plain(b)];
  if (Array.isArray(one) && Array.isArray(two))
    return one.length === two.length && one.every((each) => two.includes(each));
  return one === two;
}

/** What was altered between two states of a form; a value taken out is null. */
export function changedValues(before: Values, after: Values): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => !isSame(before[name], after[name])).map((name) => [name, plain(after[name])]),
  );
}

export interface Conflict {
  readonly name: string;
  readonly before: unknown;
  readonly theirs: unknown;
  readonly yours: unknown;
  /** Both altered it, differently. */
  readonly clash: boolean;
}

/** Compares the record as it was opened, as it is recorded now, and what was altered here: each field that differs. */
export function findConflicts(before: Values, theirs: Values, mine: Values): readonly Conflict[] {
  const theirChanges = changedValues(before, theirs);
  const names = [...new Set([...Object.keys(theirChanges), ...Object.keys(mine)])];
  return names.map((name) => {
    const yours = name in mine ? mine[name] : theirs[name];
    const clash = name in mine && name in theirChanges && !isSame(mine[name], theirs[name]);
    return { name, before: before[name], theirs: theirs[name], yours, clash };
  });
}

/** What is sent after a conflict: one's own alterations, without those for which the other's were kept. */
export function mergedChanges(mine: Values, keepTheirs: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mine).filter(([name]) => !keepTheirs.has(name)));
}
