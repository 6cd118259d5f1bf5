import { requireFewRows } from './write-table-file.ts';

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/**
 * All rows of a list that is read in pages, for a file.
 * @throws Fault table-files.too-many-rows as soon as more than `limit` are known to fit
 */
export async function collectRows<Row>(
  readPage: (cursor: string | undefined) => Promise<Page<Row>>,
  limit?: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await readPage(cursor);
    rows.push(...items);
    requireFewRows(rows.length, limit);
    if (nextCursor === null) return rows;
    cursor = nextCursor;
  }
}
