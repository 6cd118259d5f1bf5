import type { DoorParts } from '../door-parts.ts';
import { fault } from '../errors.ts';
import { placeOf } from '../project.ts';
import { textOf } from '../text-of.ts';
import type { Writing } from './request.ts';
import type { NewRow } from './sql.ts';

/** Bytes in the form that JSON carries and PostgreSQL reads back. */
export function hex(bytes: Buffer | null): string | null {
  return bytes === null ? null : `\\x${bytes.toString('hex')}`;
}

/** The columns that hold these values: sealed ones as ciphertext and tag, the rest as they are. */
export function columnsOf(
  parts: DoorParts,
  { table, id, values }: Pick<Writing, 'table' | 'id' | 'values'>,
): NewRow {
  const row: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    const column = table.byField.get(field);
    if (!column) throw fault('unknown-field', { field });
    if (column.kind !== 'sealed') {
      row[column.column] = value;
      continue;
    }
    const place = placeOf(table, column);
    row[column.column] = value === null ? null : hex(parts.sealer.seal(place, id, textOf(value)));
    row[`${column.column}_tag`] = value === null ? null : hex(parts.sealer.tag(place, textOf(value)));
  }
  return row;
}
