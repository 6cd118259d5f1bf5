import { timingSafeEqual, createHash } from 'node:crypto';
import { plainValue } from './project.ts';
import type { RecordTable } from './record-table.ts';
import type { Sealer } from './seal.ts';
import type { StoredRow } from './sql.ts';
import { textOf } from './text-of.ts';

/**
 * Compares what is claimed with what is held and says only match, no match or not held (scope.md 3). Every claim is
 * always compared, in constant time and also when nothing is held, so that time tells no more than the answer.
 */
export function compareClaims(
  table: RecordTable,
  rows: readonly StoredRow[],
  claims: Readonly<Record<string, string>>,
  sealer: Sealer,
): 'match' | 'no-match' | 'not-held' {
  const [row] = rows;
  let equal = true;
  for (const [field, claimed] of Object.entries(claims)) {
    const column = table.byField.get(field);
    const held = row && column ? plainValue(table, column, row, sealer) : '';
    const same = timingSafeEqual(digest(textOf(held)), digest(claimed));
    equal = same && equal;
  }
  if (!row) return 'not-held';
  return equal ? 'match' : 'no-match';
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value.normalize('NFC')).digest();
}
