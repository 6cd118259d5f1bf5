import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { IdentifierCheck } from '#standards/plans/index.ts';
import { convertPast, convertRow, plainOf, readsOf, storedOf } from '#standards/migrating/index.ts';
import type { Migration, RowFailure, Sealing, Side } from '#standards/migrating/index.ts';
import { countWaiting, keepRows, lockTables, nextRows, runMigrationSql } from './sql.ts';

/** How rows of a table are brought over. */
export interface Migrating {
  readonly migration: Migration;
  readonly sealing: Sealing;
  readonly identifierCheck?: IdentifierCheck;
  readonly at: Date;
}

/** A record that the new declaration refuses; no value of it. */
export interface RefusedRow {
  readonly record: string;
  readonly failures: readonly RowFailure[];
}

/** What one batch did. */
export interface MigratedBatch {
  readonly isPast: boolean;
  readonly rows: number;
  readonly refused: readonly RefusedRow[];
  /** Old fields of which a past version keeps its value beside. */
  readonly lost: readonly string[];
  /** Where the next batch begins; null when this was the last. */
  readonly last: { readonly id: string; readonly version: number } | null;
}

/** Rows converted in one transaction: some 50 ms of work, then writers of the same rows are served. */
export const batchRows = 500;

/** Makes room for the new values beside the old ones; what an earlier plan left there is taken away first. */
export async function beginMigration(tx: Tx, { migration }: Migrating, anew: boolean): Promise<void> {
  if (anew) await runMigrationSql(tx, migration, 'undo');
  await runMigrationSql(tx, migration, 'begin');
}

/** Leaves the table as it was. */
export async function undoMigration(tx: Tx, migration: Migration): Promise<void> {
  await runMigrationSql(tx, migration, 'undo');
}

/**
 * Converts every row that is not converted yet, a transaction a batch, first of the records, then of their history; `kept` adds to
 * each transaction. Stopped at any moment, it goes on where it was: a converted row says of which version it is.
 */
export async function convertAll(
  owner: Database,
  migrating: Migrating,
  kept: (tx: Tx, batch: MigratedBatch) => Promise<void>,
  signal?: AbortSignal,
): Promise<'done' | 'stopped'> {
  for (const isPast of [false, true]) {
    let last: MigratedBatch['last'] = null;
    do {
      if (signal?.aborted) return 'stopped';
      last = await owner.transaction(async (tx) => {
        const batch: MigratedBatch = await convertBatch(tx, migrating, isPast, last);
        if (batch.rows > 0 || batch.refused.length > 0) await kept(tx, batch);
        return batch.last;
      });
    } while (last !== null);
  }
  return 'done';
}

/** Converts the rows that come next; a refused one stays as it is. */
export async function convertBatch(
  tx: Tx,
  migrating: Migrating,
  isPast: boolean,
  after: MigratedBatch['last'],
): Promise<MigratedBatch> {
  const { migration, sealing } = migrating;
  const found = await nextRows(tx, migration, {
    isPast,
    after,
    limit: batchRows,
    reads: readsOf(migration.before),
  });
  const refused: RefusedRow[] = [];
  const lost = new Set<string>();
  const rows: object[] = [];
  for (const row of found) {
    const plain = plainOf(migration.before, row, sealing);
    if (isPast) {
      const past = convertPast(migration, plain, migrating);
      for (const field of past.lost) lost.add(sourceOf(migration, field));
      rows.push(storedOf(migration, row, past.values, sealing));
      continue;
    }
    const { values, failures } = convertRow(migration, plain, migrating);
    if (failures.length > 0) refused.push({ record: row.id, failures });
    else rows.push(storedOf(migration, row, values, sealing));
  }
  if (rows.length > 0) await keepRows(tx, migration, isPast, rows);
  const last = found.length < batchRows ? null : (found.at(-1) ?? null);
  return { isPast, rows: rows.length, refused, lost: [...lost], last };
}

function sourceOf({ fillings }: Migration, field: string): string {
  return fillings.find((filling) => filling.field === field)?.source ?? field;
}

/** What the last step came to: the table is the new one, or these rows are in its way. */
export interface Finished {
  readonly refused: readonly RefusedRow[];
  /** Rows that were written since and converted in this step. */
  readonly rows: number;
}

/** Rows that the last step converts while writers wait; more of them are converted before, in batches. */
const mostAtLast = 5_000;

/** More was written meanwhile than the last step should make others wait for: the batches go on, then it is tried again. */
export class TooManyWaiting extends Error {}

/**
 * The last step, in a transaction of the caller: writers wait, what was written meanwhile is converted, and the new columns take
 * the place of the old ones. With a refused row nothing is changed.
 * @throws TooManyWaiting
 */
export async function finishMigration(
  tx: Tx,
  migrating: Migrating,
  { run, lost }: { readonly run: number; readonly lost: readonly string[] },
): Promise<Finished> {
  const { migration } = migrating;
  await lockTables(tx, migration);
  const waiting = await countWaiting(tx, migration);
  if (waiting > mostAtLast) throw new TooManyWaiting('rows wait to be migrated');
  const all = new Set(lost);
  const refused: RefusedRow[] = [];
  let rows = 0;
  for (const isPast of [false, true]) {
    let last: MigratedBatch['last'] = null;
    do {
      const batch: MigratedBatch = await convertBatch(tx, migrating, isPast, last);
      for (const field of batch.lost) all.add(field);
      refused.push(...batch.refused);
      rows += batch.rows;
      last = batch.last;
    } while (last !== null);
  }
  if (refused.length === 0) await runMigrationSql(tx, migration, 'cut', { run, lost: [...all] });
  return { refused, rows };
}

/** Both sides of what is published under one name, with the rules that it demands. */
export function sideOf({ table, rules }: { table: Side['table']; rules: Side['rules'] | null }): Side {
  return { table, rules: rules ?? [] };
}
