import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Context } from '#security/context/index.ts';
import type { RecordTable } from './record-table.ts';
import type { Answer } from './request.ts';
import { textOf } from './text-of.ts';

export interface ExportFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

const byteOrderMark = '\ufeff'; // Excel reads UTF-8 only with it

/** The rows of an answer as a file; the first line says where and when it came from, under which receipt. */
export async function exportFile(
  tables: ReadonlyMap<string, RecordTable>,
  resource: string,
  answer: Answer,
  format: 'csv' | 'xlsx',
  context: Context,
): Promise<ExportFile> {
  const table = tables.get(resource);
  const columns =
    table?.columns.filter((column) => answer.records.some((record) => column.field in record.values)) ?? [];
  const head = columns.map((column) => column.title[context.language]);
  const lines = answer.records.map((record) => columns.map((column) => textOf(record.values[column.field])));
  const stamp = `${table?.title[context.language] ?? resource} · ${context.actor.agency} · ${context.at.toISOString()} · ${answer.receipt}`;
  const name = `${resource}-${context.at.toISOString().slice(0, 10)}.${format}`;
  if (format === 'csv') {
    const text = byteOrderMark + stringify([[stamp], head, ...lines], { escape_formulas: true });
    return { name, contentType: 'text/csv; charset=utf-8', content: Buffer.from(text) };
  }
  return { name, contentType: xlsxType, content: await workbook([[stamp], head, ...lines]) };
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Everything is text in the workbook: a number with leading zeros stays what it is and nothing is a formula. */
async function workbook(lines: readonly (readonly string[])[]): Promise<Buffer> {
  return writeXlsxFile(lines.map((line) => line.map((value) => ({ value, type: String })))).toBuffer();
}
