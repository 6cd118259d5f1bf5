import type { Tx } from '#infrastructure/sql/index.ts';
import type { Decision, Grant } from '#security/access/index.ts';
import { findRows } from './find-rows.ts';
import type { Question } from './find-rows.ts';
import type { ByRow } from './judge.ts';
import { projectionOf } from './project.ts';
import type { Projection } from './project.ts';
import type { RecordTable } from './record-table.ts';
import type { Reading } from './request.ts';
import type { StoredRow } from './sql.ts';
import { selectMeeting } from './sql-conditions.ts';

/** What this part of the door looks at and changes of a reading on its way. */
interface Limited extends Question {
  rows: StoredRow[];
  readonly decision: Decision | undefined;
  decided: ReadonlyMap<string, Decision>;
  outside: boolean;
}

/** Whether a row of which this was decided may take part in the answer; of a verification, every claim must be permitted. */
function gives({ act, claims }: Reading, { permit, fields }: Decision): boolean {
  return act === 'verify' ? Object.keys(claims ?? {}).every((field) => fields.has(field)) : permit;
}

/** The row conditions without which nothing is given: then the database is asked for no other row; null when others are given too. */
export function withinOf(byRow: ByRow | null, reading: Reading): Question['within'] {
  if (byRow === null || gives(reading, byRow.decide([]))) return null;
  return byRow.conditional.map(({ rows }) => rows);
}

/**
 * Keeps of the rows found those that the grants give, each with what is decided of it. When nothing is left it is looked up whether
 * something was there: the answer is the same, the ledger entry isn't.
 */
export async function keepWithin(
  tx: Tx,
  tables: ReadonlyMap<string, RecordTable>,
  passage: Limited,
  { conditional, decide }: ByRow,
): Promise<void> {
  const { table, reading, rows } = passage;
  const ids = rows.map(({ id }) => id);
  const met = new Map<Grant, ReadonlySet<string>>();
  if (ids.length > 0)
    for (const grant of conditional) met.set(grant, await selectMeeting(tx, table, grant.rows, ids));
  const decided = new Map(
    ids.map((id) => [id, decide(conditional.filter((grant) => met.get(grant)?.has(id)))]),
  );
  for (const [id, decision] of decided) if (!gives(reading, decision)) decided.delete(id);
  passage.decided = decided;
  passage.rows = rows.filter(({ id }) => decided.has(id));
  if (passage.rows.length > 0 || passage.within === null) return;
  const anyway = await findRows(tx, tables, [{ ...passage, within: null }]);
  passage.outside = rows.length > 0 || (anyway.get(passage.n)?.length ?? 0) > 0;
}

interface Leaving {
  readonly table: RecordTable;
  readonly reading: Reading;
  readonly decision: Decision | undefined;
  readonly decided: ReadonlyMap<string, Decision>;
  readonly projection: Projection | undefined;
}

/** What may leave of each row: the same of all, unless row conditions tell them apart. */
export function projectionFor(
  { table, reading, decided }: Leaving,
  usual: Projection,
): (row: StoredRow) => Projection {
  const known = new Map<Decision, Projection>();
  return ({ id }) => {
    const decision = decided.get(id);
    if (!decision) return usual;
    const projection = known.get(decision) ?? projectionOf(table, decision, reading.fields);
    known.set(decision, projection);
    return projection;
  };
}

function projections(passage: Leaving, rows: readonly StoredRow[]): readonly Projection[] {
  const { projection } = passage;
  if (!projection) return [];
  if (rows.length === 0 || passage.decided.size === 0) return [projection];
  return [...new Set(rows.map(projectionFor(passage, projection)))];
}

/** The fields that leave of at least one row, in the declared order. */
export function fieldsLeaving(passage: Leaving, rows: readonly StoredRow[]): readonly string[] {
  const all = projections(passage, rows);
  return passage.table.columns
    .filter((column) => all.some(({ columns }) => columns.includes(column)))
    .map(({ field }) => field);
}

/** The fields that are withheld of at least one row, in the declared order. */
export function withheldOf(passage: Leaving, rows: readonly StoredRow[]): readonly string[] {
  const all = projections(passage, rows);
  return passage.table.columns
    .map(({ field }) => field)
    .filter((field) => all.some(({ withheld }) => withheld.includes(field)));
}

/** The grants on which what leaves rests, each once; none when the policies alone permit it. */
export function grantsUsed(passage: Leaving, rows: readonly StoredRow[]): readonly Grant[] {
  const { decision, decided, reading } = passage;
  if (decided.size === 0 && !decision?.granted.size) return [];
  const decisions = rows.length === 0 ? [decision] : rows.map(({ id }) => decided.get(id) ?? decision);
  const shown = reading.act === 'verify' ? Object.keys(reading.claims ?? {}) : fieldsLeaving(passage, rows);
  return [...new Set(decisions.flatMap((one) => shown.flatMap((field) => one?.granted.get(field) ?? [])))];
}
