import type { Decision } from '#security/access/index.ts';
import { maskValue } from './mask.ts';
import type { Column, RecordTable } from './record-table.ts';
import type { DisclosedRecord } from './request.ts';
import type { Sealer } from './seal.ts';
import type { HistoryRow, StoredRow } from './sql.ts';

/** What may leave of a table's rows under one decision, and what was asked for. */
export interface Projection {
  readonly columns: readonly Column[];
  readonly masked: ReadonlySet<string>;
  readonly withheld: readonly string[];
}

/** The permitted fields among those wanted (all, when none are named), in the declared order. */
export function projectionOf(table: RecordTable, decision: Decision, wanted?: readonly string[]): Projection {
  const asked = wanted ? table.columns.filter((column) => wanted.includes(column.field)) : table.columns;
  const columns = asked.filter((column) => decision.fields.has(column.field));
  const masked = new Set(
    columns.filter((column) => decision.masked.has(column.field)).map((column) => column.field),
  );
  const withheld = asked.filter((column) => !decision.fields.has(column.field)).map((column) => column.field);
  return { columns, masked, withheld };
}

/** Step 5 of the door: only the permitted fields, masked where the policy says so. */
export function disclose(
  table: RecordTable,
  projection: Projection,
  row: StoredRow,
  sealer: Sealer,
  agency: string,
): DisclosedRecord {
  const values: Record<string, unknown> = {};
  for (const column of projection.columns) {
    const value = plainValue(table, column, row, sealer);
    values[column.field] =
      projection.masked.has(column.field) && column.mask ? maskValue(column.mask, value) : value;
  }
  return {
    id: row.id,
    version: row.version,
    values,
    masked: [...projection.masked],
    source: {
      agency: row.source === 'self' ? agency : row.source,
      branch: table.owner,
      recordedAt: row.recorded_at.toISOString(),
    },
    ...supersededOf(row),
  };
}

/** The stored value as the declaration means it; null when there is none. */
export function plainValue(table: RecordTable, column: Column, row: StoredRow, sealer: Sealer): unknown {
  const stored = row[column.column] ?? null;
  if (stored === null || column.kind !== 'sealed') return stored;
  return sealer.unseal(placeOf(table, column), row.id, stored as Buffer);
}

/** Where a sealed value lives; bound into its ciphertext and tag. */
export function placeOf(table: RecordTable, column: Column): string {
  return `${table.resource}.${column.field}`;
}

function supersededOf(row: StoredRow): Pick<DisclosedRecord, 'superseded'> {
  const { superseded_at: at, act, reason } = row as Partial<HistoryRow>;
  return at ? { superseded: { at: at.toISOString(), act: act ?? '', reason: reason ?? null } } : {};
}
