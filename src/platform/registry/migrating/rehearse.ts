import { checkPlan, convertRow, openMigration } from '#standards/migrating/index.ts';
import type { Migration, Values } from '#standards/migrating/index.ts';
import type { ExaminedPlan } from './examine-plans.ts';

/** Why values would be refused, how many, and in which records; no value. */
export interface Refusals {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  count: number;
  readonly records: string[];
}

/** What a rehearsal found about one field. */
export interface FieldTally {
  /** Records with a value, and without. */
  filled: number;
  empty: number;
  /** How often each code that the new declaration does not know is used. */
  readonly codes: Record<string, number>;
  readonly refusals: Refusals[];
  /** Sealed values are opened by nobody beforehand; they are judged when it is published. */
  readonly sealed: boolean;
}

export interface Tally {
  total: number;
  done: number;
  /** Records that would not come over. */
  refused: number;
  readonly fields: Record<string, FieldTally>;
}

/** Records that a report names for each reason: enough to begin with; all are counted. */
const mostNamed = 20;
const mostReasons = 20;

/** Holds a plan against records, one by one, as far as it is written. */
export interface Rehearsal {
  readonly tally: Tally;
  add(id: string, values: Values): void;
}

export function openRehearsal(examined: ExaminedPlan, total: number, at: Date): Rehearsal {
  const { needed, before } = examined;
  const sealed = new Set(before.table.fields.filter((one) => one.sealed).map(({ field }) => field));
  const fields = Object.fromEntries(
    needed.needs.map(({ field, codesGone }) => {
      const codes = Object.fromEntries(codesGone.map((code) => [code, 0]));
      return [field, { filled: 0, empty: 0, codes, refusals: [], sealed: sealed.has(field) }];
    }),
  );
  const tally: Tally = { total, done: 0, refused: 0, fields };
  const migration = tryable(examined, sealed, at);
  return {
    tally,
    add(id, values) {
      tally.done += 1;
      for (const [field, one] of Object.entries(fields)) count(one, values[field] ?? null);
      const failures = migration === null ? [] : convertRow(migration, values, { at }).failures;
      if (failures.length > 0) tally.refused += 1;
      for (const failure of failures) refuse(tally, failure, id);
    },
  };
}

/** The plan without what concerns sealed values; null while it is not whole. */
function tryable(
  { plan, before, after }: ExaminedPlan,
  sealed: ReadonlySet<string>,
  at: Date,
): Migration | null {
  if (plan === null || checkPlan(before, after, plan, { at }).length > 0) return null;
  const migration = openMigration(before, after, plan);
  const open = migration.fillings.filter(({ source }) => source === null || !sealed.has(source));
  return { ...migration, fillings: open };
}

function count(tally: FieldTally, value: unknown): void {
  if (value === null) {
    tally.empty += 1;
    return;
  }
  tally.filled += 1;
  for (const code of Array.isArray(value) ? value : [value])
    if (typeof code === 'string' && Object.hasOwn(tally.codes, code))
      tally.codes[code] = (tally.codes[code] ?? 0) + 1;
}

function refuse(
  tally: Tally,
  { field, code, zh, en }: ReturnType<typeof convertRow>['failures'][number],
  id: string,
): void {
  const one = (tally.fields[field] ??= { filled: 0, empty: 0, codes: {}, refusals: [], sealed: false });
  let found = one.refusals.find((refusal) => refusal.code === code);
  if (!found) {
    if (one.refusals.length >= mostReasons) return;
    found = { code, zh, en, count: 0, records: [] };
    one.refusals.push(found);
  }
  found.count += 1;
  if (found.records.length < mostNamed) found.records.push(id);
}

/** The values of a record as an examination reads them, in the form in which a declaration knows them. */
export function plainValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
}
