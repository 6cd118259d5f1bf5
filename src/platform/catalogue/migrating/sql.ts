/** Runs the statements of a migration (standards/migrating), whose names and types were checked when they were made. */
import type { Tx } from '#infrastructure/sql/index.ts';
import {
  beginSql,
  countSql,
  cutSql,
  fenceSql,
  keepSql,
  lockSql,
  nextSql,
  undoSql,
} from '#standards/migrating/index.ts';
import type { Migration } from '#standards/migrating/index.ts';
import { runStatements } from '../sql.ts';

export async function runMigrationSql(
  tx: Tx,
  migration: Migration,
  part: 'begin' | 'undo' | 'cut',
  cut: { readonly run: number; readonly lost: readonly string[] } = { run: 0, lost: [] },
): Promise<void> {
  const statements = { begin: beginSql, undo: undoSql, cut: (of: Migration) => cutSql(of, cut) };
  await runStatements(tx, statements[part](migration));
}

export type MigratingRow = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly version: number;
};

export async function nextRows(
  tx: Tx,
  migration: Migration,
  {
    isPast,
    after,
    limit,
    reads,
  }: {
    readonly isPast: boolean;
    readonly after: { readonly id: string; readonly version: number } | null;
    readonly limit: number;
    readonly reads: readonly string[];
  },
): Promise<MigratingRow[]> {
  const values = [after?.id ?? null, limit, ...(isPast ? [after?.version ?? null] : [])];
  return tx.query<MigratingRow>(nextSql(migration, isPast, reads), values);
}

export async function keepRows(
  tx: Tx,
  migration: Migration,
  isPast: boolean,
  rows: readonly object[],
): Promise<void> {
  await tx.query(keepSql(migration, isPast), [JSON.stringify(rows)]);
}

/** How many rows, present and past, are not converted. */
export async function countWaiting(tx: Pick<Tx, 'query'>, migration: Migration): Promise<number> {
  let waiting = 0;
  for (const isPast of [false, true]) {
    const [row] = await tx.query<{ waiting: number }>(countSql(migration, isPast));
    waiting += row?.waiting ?? 0;
  }
  return waiting;
}

export async function lockTables(tx: Tx, migration: Migration): Promise<void> {
  await tx.query(lockSql(migration));
}

/** From this release on, who does not know it yet writes nothing to the resource. */
export async function fenceWriters(tx: Tx, migration: Migration, release: number): Promise<void> {
  await tx.query(fenceSql(migration), [migration.after.table.resource, release]);
}
