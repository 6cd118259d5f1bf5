import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { createIndexSql, identifier, type TablePlan } from '#standards/plans/index.ts';
import { idRange } from './population/ids.ts';

/** A load as it is written down. */
export interface LoadRow {
  readonly people: number;
  readonly seed: number;
  readonly parts: number;
  readonly state: 'loading' | 'loaded';
}

const lockKey = 6_901_690_001; // any number that no other module locks; shown in pg_locks

/** Takes the one lock of loading and unloading until the transaction ends; false when another process has it. */
export async function tryLockLoad(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [
    lockKey,
  ]);
  return row?.locked === true;
}

/** The load that is under way or finished. */
export async function findLoad(tx: Pick<Tx, 'query'>): Promise<LoadRow | undefined> {
  const [row] = await tx.query<{ people: number; seed: string; parts: number; state: LoadRow['state'] }>(
    'select people, seed, parts, state from demo.load',
  );
  return row && { ...row, seed: Number(row.seed) };
}

export async function insertLoad(tx: Tx, load: Omit<LoadRow, 'state'>): Promise<void> {
  await tx.query(`insert into demo.load (people, seed, parts, state) values ($1, $2, $3, 'loading')`, [
    load.people,
    load.seed,
    load.parts,
  ]);
}

export async function finishLoad(tx: Tx): Promise<void> {
  await tx.query(`update demo.load set state = 'loaded', finished_at = clock_timestamp()`);
}

export async function deleteLoad(tx: Tx): Promise<void> {
  await tx.query('delete from demo.part');
  await tx.query('delete from demo.load');
}

/** Numbers of the parts that are committed, and how many records they hold together. */
export async function selectParts(tx: Pick<Tx, 'query'>): Promise<{ numbers: Set<number>; records: number }> {
  const rows = await tx.query<{ number: number; records: number }>('select number, records from demo.part');
  return {
    numbers: new Set(rows.map(({ number }) => number)),
    records: rows.reduce((sum, { records }) => sum + records, 0),
  };
}

export async function insertPart(tx: Tx, number: number, records: number): Promise<void> {
  await tx.query('insert into demo.part (number, records) values ($1, $2)', [number, records]);
}

/** Loading and building indexes take as long as they take. */
export async function allowLongWork(tx: Tx): Promise<void> {
  await tx.query('set local statement_timeout = 0');
  await tx.query(`set local maintenance_work_mem = '256MB'`);
}

export function copyStatement(plan: TablePlan, columns: readonly string[], history: boolean): string {
  const table = qualified(plan, history ? plan.historyTable : plan.table);
  return `copy ${table} (${columns.map(identifier).join(', ')}) from stdin`;
}

/** Whether a table has any row at all. */
export async function isEmpty(tx: Tx, plan: TablePlan): Promise<boolean> {
  const [row] = await tx.query<{ filled: boolean }>(
    `select exists (select from ${qualified(plan, plan.table)}) or exists (select from ${qualified(plan, plan.historyTable)}) as filled`,
  );
  return row?.filled === false;
}

/** Sets the search indexes aside: filled at the end, each in one pass, instead of row by row. */
export async function dropIndexes(tx: Tx, plan: TablePlan): Promise<void> {
  for (const { name } of [...plan.unique, ...plan.indexes]) {
    await tx.query(`drop index if exists ${identifier(plan.schema)}.${identifier(name)}`);
  }
}

/** The statements that bring a table's indexes back. */
export function indexStatements(plan: TablePlan): readonly string[] {
  return createIndexSql(plan);
}

/** Whether an index of that name exists, so that a load killed while building them does not build one twice. */
export async function hasIndex(tx: Tx, plan: TablePlan, name: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${identifier(plan.schema)}.${identifier(name)}`,
  ]);
  return row?.found === true;
}

export async function runStatement(tx: Tx, statement: string): Promise<void> {
  await tx.query(statement);
}

export async function analyse(database: Database, plan: TablePlan): Promise<void> {
  await database.query(`analyze ${qualified(plan, plan.table)}, ${qualified(plan, plan.historyTable)}`);
}

/** Removes the demonstration's own rows: all at once where there are no others. Returns how many others stay. */
export async function clearTable(tx: Tx, plan: TablePlan): Promise<number> {
  const table = qualified(plan, plan.table);
  const history = qualified(plan, plan.historyTable);
  const [row] = await tx.query<{ others: number }>(
    `select count(*) filter (where not (${own}))::int as others from ${table}`,
    ownRange,
  );
  const others = row?.others ?? 0;
  if (others === 0) {
    await tx.query(`truncate ${table}, ${history}`);
    return 0;
  }
  await tx.query(`delete from ${table} where ${own}`, ownRange);
  await tx.query(`delete from ${history} where ${own}`, ownRange);
  return others;
}

/** An id of ours: in the range, and of version 8 (one of version 4 may lie in the range by chance). */
const own = `id >= $1::uuid and id < $2::uuid and substr(id::text, 15, 1) = '8'`;
const ownRange = [idRange.from, idRange.below];

function qualified(plan: TablePlan, table: string): string {
  return `${identifier(plan.schema)}.${identifier(table)}`;
}
