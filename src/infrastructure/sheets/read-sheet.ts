import { fault } from './errors.ts';
import { kindOf } from './kind-of.ts';
import { sheetLimits } from './limits.ts';
import type { SheetRow } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';

const startBytes = 4096; // enough to know the kind

/**
 * The rows of the file's one table (of an Excel file: its first sheet), in groups, empty rows left out. Everything in
 * it is hostile. An Excel file's merged cells stand behind its rows, so whoever reads keeps nothing before the end.
 * @throws Fault sheets.*
 */
export async function* readSheet(file: Buffer): AsyncGenerator<readonly SheetRow[]> {
  if (file.length > sheetLimits.maxBytes)
    throw fault('too-large', { limit: `${sheetLimits.maxBytes} bytes` });
  const read = kindOf(file.subarray(0, startBytes)) === 'xlsx' ? readWorkbook : readCsv;
  let rows = 0;
  for await (const group of read(file)) {
    rows += group.length;
    if (rows > sheetLimits.maxRows) throw fault('too-large', { limit: `${sheetLimits.maxRows} rows` });
    for (const row of group) checkRow(row);
    yield group;
  }
}

function checkRow({ number, cells }: SheetRow): void {
  if (cells.length > sheetLimits.maxColumns)
    throw fault('too-large', { limit: `${sheetLimits.maxColumns} columns` });
  if (cells.some((cell) => cell.length > sheetLimits.maxCell))
    throw fault('cell-too-long', { row: number, limit: sheetLimits.maxCell });
}
