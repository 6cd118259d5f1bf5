import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Context } from '#security/context/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import { fault } from './errors.ts';
import type { Choice, DeclaredList, Language } from './listing.ts';

export interface ListFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Rows of one file: the longest list of the field that a person works with; 200,000 villages are fetched as the pack itself. */
export const maxExportRows = 50_000;

const byteOrderMark = '\ufeff'; // Excel reads UTF-8 only with it

/**
 * What fits, as a file in the reader's language; the first line says what it is, from where and when.
 * @throws Fault catalogue.export-too-large rather than cut it
 */
export async function exportList<Row>(
  list: DeclaredList<Row>,
  choice: Choice,
  format: 'csv' | 'xlsx',
  about: FileAbout,
  context: Context,
): Promise<ListFile> {
  const rows = list.all(choice);
  if (rows.length > maxExportRows)
    throw fault('export-too-large', { count: rows.length, limit: maxExportRows });
  return tableFile(about, tableOf(list, rows, choice.language), format, context);
}

/** What a file says of itself in its first line. */
export interface FileAbout {
  readonly name: string;
  readonly title: Words;
  /** The state that it shows, as a digest or a date. */
  readonly digest: string;
}

/** Lines of a table, heading first, as a file; a first line says what it is, from where and when. */
export async function tableFile(
  about: FileAbout,
  table: readonly (readonly string[])[],
  format: 'csv' | 'xlsx',
  context: Context,
): Promise<ListFile> {
  const lines = [[stampOf(about, context)], ...table];
  const name = `${about.name}-${context.at.toISOString().slice(0, 10)}.${format}`;
  if (format === 'csv') {
    const text = byteOrderMark + stringify(lines, { escape_formulas: true });
    return { name, contentType: 'text/csv; charset=utf-8', content: Buffer.from(text) };
  }
  return { name, contentType: xlsxType, content: await workbook(lines) };
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function stampOf({ title, digest }: FileAbout, { actor, at, language }: Context): string {
  return `${title[language]} · ${actor.agency} · ${at.toISOString()} · ${digest.slice(0, 16)}`;
}

function tableOf<Row>({ listing }: DeclaredList<Row>, rows: readonly Row[], language: Language): string[][] {
  const head = listing.columns.map(({ title }) => title[language]);
  const lines = rows.map((row) => listing.columns.map(({ value }) => String(value(row, language) ?? '')));
  return [head, ...lines];
}

/** Everything is text in the workbook: a code with leading zeros stays what it is and nothing is a formula. */
async function workbook(lines: readonly (readonly string[])[]): Promise<Buffer> {
  return writeXlsxFile(lines.map((line) => line.map((value) => ({ value, type: String })))).toBuffer();
}
