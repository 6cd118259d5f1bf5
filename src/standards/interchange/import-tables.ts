import { Document, isCollection, stringify } from 'yaml';
import { parsePack, representationWords, statusWords, verificationWords } from '../declarations/index.ts';
import type { Finding, FindingCode, PackFile, Words } from '../declarations/index.ts';
import { codeColumns, elementColumns, manyColumns } from './columns.ts';
import type { TableColumn } from './columns.ts';
import { tableFinding } from './findings.ts';
import type { TableFinding } from './findings.ts';
import { readTable } from './read-table.ts';
import type { Entry, ReadTable, TableRow } from './read-table.ts';

/** Where a table is imported into. */
export interface ImportPlace {
  /** The table's name, for the report. */
  readonly file: string;
  /** The pack's folder. */
  readonly pack: string;
  /** The packs that are there: the table must fit them. */
  readonly context: readonly PackFile[];
}

/** Files of the pack, or, with any error, none: nothing is half applied. */
export interface Imported {
  readonly files: readonly PackFile[];
  readonly findings: readonly TableFinding[];
}

/** One declaration of a table: the shape that its YAML has, without its name, and where it stood. */
export interface TableDeclaration {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Its row; of a code list those of its values, in their order. */
  readonly rows: readonly number[];
}

export interface DeclaredTable {
  readonly declarations: readonly TableDeclaration[];
  readonly findings: readonly TableFinding[];
  /** The column (from 0) that a way within the content such as `title.zh` or `values[3].code` came from. */
  readonly columnOf: (code: FindingCode, path: string) => number | undefined;
  /** Keys of the content that a table has columns for; of others it says nothing. */
  readonly keys: ReadonlySet<string>;
}

/**
 * The elements of a table. Pure; never throws. `own` is a node's: it gives out identifiers itself, so none need be stated.
 */
export function elementsOfTable(
  rows: readonly TableRow[],
  file: string,
  { own = false }: { readonly own?: boolean } = {},
): DeclaredTable {
  const columns = own
    ? elementColumns.map((column) => (column.name === 'identifier' ? { ...column, required: false } : column))
    : elementColumns;
  const table = readTable(file, rows, columns);
  const declarations = table.entries.map((entry): TableDeclaration => {
    const { name, ...content } = nested(entry, elementColumns);
    return { name: String(name), content, rows: [entry.row] };
  });
  const findings = [...table.findings, ...repeatedRows(file, table, ['name'])];
  return declaredTable({ ...table, findings }, declarations, elementColumns);
}

/** The code lists of a table of values, one for each name in its column `list`. Pure; never throws. */
export function codeListsOfTable(rows: readonly TableRow[], file: string): DeclaredTable {
  const table = readTable(file, rows, codeColumns);
  const lists = Map.groupBy(table.entries, ({ cells }) => cells.get('list') ?? '');
  const declarations = [...lists].map(([name, entries]): TableDeclaration => {
    const { list: _list, values: _values, ...head } = nested(firstOf(entries), codeColumns);
    const values = entries.map((entry) => nested(entry, codeColumns)['values']);
    return { name, content: { ...head, values }, rows: entries.map(({ row }) => row) };
  });
  const findings = [...table.findings, ...conflictingCells(file, table, lists)];
  return declaredTable({ ...table, findings }, declarations, codeColumns);
}

function declaredTable(
  { findings, places }: ReadTable,
  declarations: readonly TableDeclaration[],
  columns: readonly TableColumn[],
): DeclaredTable {
  const columnOf = (code: FindingCode, path: string) => places.get(columnNameOf(code, path, columns) ?? '');
  return { declarations, findings, columnOf, keys: new Set(columns.flatMap(({ path: [key] }) => key ?? [])) };
}

/** Reads a table of elements into `elements/<name of the table>.yaml`. Pure; never throws. */
export function importElements(rows: readonly TableRow[], place: ImportPlace): Imported {
  const table = elementsOfTable(rows, place.file);
  const entries = table.declarations.map(({ name, content, rows: [row = 0] }): Written => {
    return { row, text: stringify({ [name]: content }, textOptions) };
  });
  const path = `${place.pack}/elements/${baseOf(place.file)}.yaml`;
  const written = joined('elements:\n', '  ', entries);
  return checked(place, [{ path, ...written }], table);
}

/** Reads a table of code values into one `code-lists/<list>.yaml` for each list. Pure; never throws. */
export function importCodes(rows: readonly TableRow[], place: ImportPlace): Imported {
  const table = codeListsOfTable(rows, place.file);
  const made = table.declarations.map(({ name, content: { values, ...head }, rows: own }) => {
    const written = (values as readonly unknown[]).map((value, index): Written => {
      return { row: own[index] ?? 0, text: `- ${flow(value)}\n` };
    });
    const top = stringify({ 'code-list': name, ...head }, textOptions);
    return { path: `${place.pack}/code-lists/${name}.yaml`, ...joined(`${top}values:\n`, '  ', written) };
  });
  return checked(place, made, table);
}

/** Lines are not folded, so that a line belongs to a row. */
const textOptions = { lineWidth: 0, singleQuote: true } as const;

/** `{ code: '01', zh: 甲, en: A }`: one value a line, as packs write it. */
function flow(value: unknown): string {
  const document = new Document(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString(textOptions).trimEnd();
}

interface Written {
  readonly row: number;
  readonly text: string;
}
interface MadeFile extends PackFile {
  /** The row of each line, from line 1. */
  readonly rows: readonly number[];
}

function joined(top: string, indent: string, entries: readonly Written[]): Pick<MadeFile, 'text' | 'rows'> {
  let text = top;
  const rows = top
    .split('\n')
    .slice(0, -1)
    .map(() => entries[0]?.row ?? 0);
  for (const { row, text: own } of entries) {
    const lines = own.trimEnd().split('\n');
    text += lines.map((line) => `${indent}${line}\n`).join('');
    rows.push(...lines.map(() => row));
  }
  return { text, rows };
}

/** A row as the declaration that it means. */
function nested({ cells }: Entry, columns: readonly TableColumn[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const { name, path } of columns) {
    const cell = cells.get(name);
    const [first = '', second] = path;
    if (cell === undefined) continue;
    if (second === undefined) value[first] = valueOf(name, cell);
    else value[first] = { ...(value[first] as object | undefined), [second]: valueOf(name, cell) };
  }
  return value;
}

/** What people may write in Chinese where the declaration has a word of its own. */
const chineseWords: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  representation: representationWords,
  status: statusWords,
  verification: verificationWords,
  list_verification: verificationWords,
};

function valueOf(column: string, cell: string): unknown {
  const meant = Object.entries(chineseWords[column] ?? {}).find(([, { zh }]) => zh === cell);
  if (meant !== undefined) return meant[0];
  if (manyColumns.includes(column)) return cell.split(/[;；]/).map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
  const [, notation, format] = (column === 'format' && /^(gb39046|catalogue):\s*(.+)$/.exec(cell)) || [];
  return notation === undefined ? cell : { [notation]: format };
}

/** The first row's cells, filled with what only later rows of the list state. */
function firstOf(entries: readonly Entry[]): Entry {
  const cells = new Map(entries.toReversed().flatMap((entry) => [...entry.cells]));
  return { row: entries[0]?.row ?? 0, cells };
}

function repeatedRows(file: string, { entries, places }: ReadTable, key: readonly string[]): TableFinding[] {
  const seen = new Map<string, number>();
  return entries.flatMap(({ row, cells }) => {
    const value = key.map((column) => cells.get(column) ?? '').join(' ');
    const other = seen.get(value);
    seen.set(value, other ?? row);
    if (other === undefined || value.trim() === '') return [];
    return [tableFinding('repeated-row', { file, row, column: places.get(key[0] ?? '') }, { value, other })];
  });
}

function conflictingCells(
  file: string,
  { places }: ReadTable,
  lists: ReadonlyMap<string, readonly Entry[]>,
): TableFinding[] {
  const ofList = codeColumns.filter(({ path }) => path[0] !== 'values');
  return [...lists.values()].flatMap((entries) => {
    const first = firstOf(entries);
    return entries.flatMap(({ row, cells }) =>
      ofList.flatMap(({ name }) => {
        const cell = cells.get(name);
        if (cell === undefined || cell === first.cells.get(name)) return [];
        const at = { file, row, column: places.get(name) };
        return [tableFinding('conflicting-cell', at, { value: name, other: first.row })];
      }),
    );
  });
}

function checked(place: ImportPlace, made: readonly MadeFile[], table: DeclaredTable): Imported {
  const errors = table.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { files: [], findings: table.findings };
  const files = made.map(({ path, text }) => ({ path, text }));
  const paths = new Set(files.map(({ path }) => path));
  const { errors: parsed } = parsePack([
    ...place.context.filter(({ path }) => !paths.has(path)),
    ...files,
    ...(place.context.length === 0 ? [standIn(place.pack)] : []),
  ]);
  const found = parsed.map((one) => inTable(place, one, made, table));
  return { files: found.length > 0 ? [] : files, findings: [...table.findings, ...found] };
}

/** A table alone is no pack; its header is somebody else's matter. */
function standIn(pack: string): PackFile {
  return { path: `${pack}/pack.yaml`, text: 'name: table\nversion: 1.0.0\ntitle: { zh: 表, en: Table }\n' };
}

/** What the parser of packs found, at the row and column that it came from. */
function inTable(
  { file }: ImportPlace,
  { code, file: path, line, path: key, zh, en, fix }: Finding,
  made: readonly MadeFile[],
  { columnOf }: DeclaredTable,
): TableFinding {
  const row = made.find((one) => one.path === path)?.rows[line - 1];
  if (row === undefined)
    return tableFinding('not-in-table', { file, row: 0 }, { value: `${path}:${line} ${zh}`, valueEn: `${path}:${line} ${en}` }); // prettier-ignore
  return atPlace({ code, zh, en, fix }, { file, row, column: columnOf(code, withoutName(key)) });
}

/** A finding of the parser of packs at its place in the table. */
export function atPlace(
  found: Pick<TableFinding, 'code' | 'zh' | 'en' | 'fix'>,
  at: Parameters<typeof tableFinding>[1],
  severity: TableFinding['severity'] = 'error',
): TableFinding {
  return { ...tableFinding('not-in-table', at), ...found, severity };
}

/** `elements.boat.title.zh` is `title.zh`. */
function withoutName(key: string): string {
  return key.startsWith('elements.') ? key.split('.').slice(2).join('.') : key;
}

/** Where a mistake of a declaration as a whole stands in its row. */
const wholes: Readonly<Partial<Record<FindingCode, string>>> = {
  'unknown-codes': 'codes',
  'unknown-number-rule': 'number_rule',
  'duplicate-code': 'code',
  'unknown-parent': 'parent',
  'bad-period': 'to',
};

/** The column of a way such as `title.zh` or `values[3].code`. */
function columnNameOf(code: FindingCode, path: string, columns: readonly TableColumn[]): string | undefined {
  if (wholes[code] !== undefined) return wholes[code];
  const own = path.replaceAll(/\[\d+\]/g, '');
  if (own === '') return columns[0]?.name;
  return columns.find((column) => column.path.join('.') === own || column.path[0] === own)?.name;
}

/** The name of a table without its ending, as a file of a pack may be called. */
function baseOf(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? '';
  const base = name.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '-'); // prettier-ignore
  return base.replace(/^-+|-+$/g, '') || 'imported';
}
