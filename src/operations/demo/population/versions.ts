import { officeHours, type Day } from './calendar.ts';
import type { Entry, Version } from './model.ts';
import type { Random } from './random.ts';

/** Something that happened to a record: what stood before it, and why it changed. */
export interface Change<Values> {
  readonly day: Day;
  readonly before: Partial<Values>;
  readonly reason: string;
  /** Whose data it was before, where that changed too. */
  readonly subjectBefore?: string;
}

/**
 * Puts a record together from what stands today and what happened: walking back from today, each change restores
 * what stood before it. Changes on or before `firstDay` are left out; two on one day are set a day apart.
 */
export function entryOf<Values extends object>(
  id: string,
  subject: string | null,
  today: Values,
  firstDay: Day,
  changes: readonly Change<Values>[],
  random: Random,
): Entry<Values> {
  const first = officeHours(firstDay, random.next());
  if (changes.length === 0) return { id, versions: [{ values: today, subject, at: first, reason: null }] };
  const versions: Version<Values>[] = [];
  let values = today;
  let whose = subject;
  for (const { day, before, reason, subjectBefore } of inOrder(changes, firstDay).toReversed()) {
    versions.unshift({ values, subject: whose, at: officeHours(day, random.next()), reason });
    values = { ...values, ...before };
    whose = subjectBefore ?? whose;
  }
  versions.unshift({ values, subject: whose, at: first, reason: null });
  return { id, versions };
}

function inOrder<Values>(changes: readonly Change<Values>[], firstDay: Day): Change<Values>[] {
  const kept: Change<Values>[] = [];
  let last = firstDay;
  for (const change of changes.toSorted((a, b) => a.day - b.day)) {
    if (change.day <= firstDay) continue;
    last = Math.max(change.day, last + 1);
    kept.push({ ...change, day: last });
  }
  return kept;
}

/** The version that stands. */
export function standing<Values>(entry: Entry<Values>): Values {
  const last = entry.versions.at(-1);
  if (last === undefined) throw new RangeError(`record ${entry.id} has no version`);
  return last.values;
}
