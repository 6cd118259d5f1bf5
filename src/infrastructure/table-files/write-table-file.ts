import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Text } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';

export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Rows of one file: what a person works with in Excel, and a few megabytes. */
export const mostFileRows = 20_000;

const mostCellCharacters = 32_767; // of one cell in Excel
const byteOrderMark = '\ufeff'; // Excel reads UTF-8 only with it
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const fictional: Text = { zh: '演示数据，均为虚构', en: 'Demonstration data, all fictional' };

/** One column of a file. Several may have the same key: they are chosen together. */
export interface FileColumn<Row> {
  readonly key: string;
  readonly title: Text;
  readonly value: (row: Row, language: keyof Text) => string | number | null | undefined;
}

export interface TableFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** The part of a request's context that a file shows. */
export interface Circumstances {
  readonly language: keyof Text;
  readonly at: Date;
  readonly demo?: boolean;
  readonly actor: { readonly agency: string };
}

interface Table<Row> {
  /** Begins the file's name; ASCII, never of a person. */
  readonly name: string;
  readonly title: Text;
  readonly columns: readonly FileColumn<Row>[];
  /** Keys of the columns wanted; absent = all. */
  readonly chosen?: readonly string[] | undefined;
  readonly rows: readonly Row[];
  readonly format: FileFormat;
  /** What else the first line says: a receipt, a digest. */
  readonly note?: string;
}

/** Refuses a list that does not fit into one file. @throws Fault table-files.too-many-rows */
export function requireFewRows(count: number, limit: number = mostFileRows): void {
  if (count > limit) throw fault('too-many-rows', { limit });
}

/** The rows as a file in the reader's language; the first line says what it is, from whom and when. */
export async function writeTableFile<Row>(table: Table<Row>, about: Circumstances): Promise<TableFile> {
  const { name, columns, chosen, rows, format } = table;
  const { language, at } = about;
  const wanted = chosen ? columns.filter(({ key }) => chosen.includes(key)) : columns;
  const head = wanted.map(({ title }) => title[language]);
  const lines = rows.map((row) => wanted.map(({ value }) => cellOf(value(row, language))));
  const content = await writeLines([[stampOf(table, about)], head, ...lines], format);
  return { name: `${name}-${at.toISOString().slice(0, 10)}.${format}`, ...content };
}

function stampOf<Row>({ title, note }: Table<Row>, { language, at, actor, demo }: Circumstances): string {
  const parts = [
    title[language],
    actor.agency,
    at.toISOString(),
    note,
    demo ? fictional[language] : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** XML knows no control characters but three; Excel cuts a longer cell without a word, so it ends visibly. */
function cellOf(value: string | number | null | undefined): string {
  const text = String(value ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return text.length <= mostCellCharacters ? text : `${text.slice(0, mostCellCharacters - 1)}…`;
}

type Lines = readonly (readonly string[])[];

/** Lines of cells as the content of a file; for one of a list, see `writeTableFile`. */
export function writeLines(lines: Lines, format: FileFormat): Promise<Omit<TableFile, 'name'>> {
  return writers[format](lines);
}

const writers: Readonly<Record<FileFormat, (lines: Lines) => Promise<Omit<TableFile, 'name'>>>> = {
  async csv(lines) {
    const text = byteOrderMark + stringify([...lines], { escape_formulas: true });
    return { contentType: 'text/csv; charset=utf-8', content: Buffer.from(text) };
  },
  /** Everything is text in the workbook: a number with leading zeros stays what it is and nothing is a formula. */
  async xlsx(lines) {
    const cells = lines.map((line) => line.map((value) => ({ value: keyable(value), type: String })));
    return { contentType: xlsxType, content: await writeXlsxFile(cells).toBuffer() };
  },
};

/**
 * The library keeps the texts of a workbook as keys of a plain object, so that a cell with just the word “constructor”
 * would come out broken: such a word gets a blank behind it.
 */
function keyable(text: string): string {
  return text in Object.prototype ? `${text} ` : text;
}
