import type { Tx } from '#infrastructure/sql/index.ts';
import type { DoorParts } from './door-parts.ts';
import type { RecordTable } from './record-table.ts';
import type { Reading } from './request.ts';
import { selectKinship } from './sql.ts';
import type { StoredRow } from './sql.ts';

interface Flaggable {
  readonly reading: Reading;
  readonly table: RecordTable;
  readonly rows: readonly StoredRow[];
  readonly flags: string[];
}

/**
 * Marks the access of an officer to somebody of their own household (control 21): not forbidden, because small
 * stations have no colleague at hand, but never unnoticed. One statement for the whole group.
 */
export async function flagKin(tx: Tx, parts: DoorParts, passages: readonly Flaggable[]): Promise<void> {
  const { kinship } = parts;
  const table = kinship ? parts.tables.get(kinship.resource) : undefined;
  const column = kinship ? table?.byField.get(kinship.through)?.column : undefined;
  if (!kinship || !table || !column) return;
  const asking = passages.filter(
    (passage) => passage.table.resource === table.resource && passage.rows.length > 0,
  );
  const numbers = new Set(asking.flatMap(({ reading }) => reading.context.actor.citizenNumber ?? []));
  if (numbers.size === 0) return;
  const kinOf = new Map(
    (await selectKinship(tx, table, kinship.through, [...numbers])).map((row) => [row.key, row.kin]),
  );
  for (const { reading, rows, flags } of asking) {
    const own = kinOf.get(reading.context.actor.citizenNumber ?? '');
    if (own && rows.some((row) => row[column] === own)) flags.push('own-household');
  }
}
