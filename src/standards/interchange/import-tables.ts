import { Document, isCollection, stringify } from 'yaml';
import { parsePack } from '../declarations/index.ts';
import type { Finding, FindingCode, PackFile } from '../declarations/index.ts';
import { codeColumns, elementColumns } from './columns.ts';
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

/** Reads a table of elements into `elements/<name of the table>.yaml`. Pure; never throws. */
export function importElements(rows: readonly TableRow[], place: ImportPlace): Imported {
  const table = readTable(place.file, rows, elementColumns);
  const findings = [...table.findings, ...repeatedRows(place, table, ['name'])];
  const entries = table.entries.flatMap((entry): Written[] => {
    const { name, ...rest } = nested(entry, elementColumns);
    return [{ entry, text: stringify({ [String(name)]: rest }, textOptions) }];
  });
  const path = `${place.pack}/elements/${baseOf(place.file)}.yaml`;
  const written = joined('elements:\n', '  ', entries);
  return checked(place, [{ path, ...written }], { ...table, findings }, elementColumns);
}

/** Reads a table of code values into one `code-lists/<list>.yaml` for each list. Pure; never throws. */
export function importCodes(rows: readonly TableRow[], place: ImportPlace): Imported {
  const table = readTable(place.file, rows, codeColumns);
  const lists = Map.groupBy(table.entries, ({ cells }) => cells.get('list') ?? '');
  const findings = [...table.findings, ...conflictingCells(place, table, lists)];
  const made = [...lists].map(([list, entries]) => {
    const { list: _list, values: _values, ...head } = nested(firstOf(entries), codeColumns);
    const values = entries.map((entry): Written => {
      const { values: value } = nested(entry, codeColumns);
      return { entry, text: `- ${flow(value)}\n` };
    });
    const top = stringify({ 'code-list': list, ...head }, textOptions);
    return { path: `${place.pack}/code-lists/${list}.yaml`, ...joined(`${top}values:\n`, '  ', values) };
  });
  return checked(place, made, { ...table, findings }, codeColumns);
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
  readonly entry: Entry;
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
    .map(() => entries[0]?.entry.row ?? 0);
  for (const { entry, text: own } of entries) {
    const lines = own.trimEnd().split('\n');
    text += lines.map((line) => `${indent}${line}\n`).join('');
    rows.push(...lines.map(() => entry.row));
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
    else value[first] = { ...(value[first] as object | undefined), [second]: cell };
  }
  return value;
}

function valueOf(column: string, cell: string): unknown {
  if (column === 'synonyms') return cell.split(/[;；]/).map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
  const [, notation, format] = (column === 'format' && /^(gb39046|catalogue):\s*(.+)$/.exec(cell)) || [];
  return notation === undefined ? cell : { [notation]: format };
}

/** The first row's cells, filled with what only later rows of the list state. */
function firstOf(entries: readonly Entry[]): Entry {
  const cells = new Map(entries.toReversed().flatMap((entry) => [...entry.cells]));
  return { row: entries[0]?.row ?? 0, cells };
}

function repeatedRows(
  { file }: ImportPlace,
  { entries, places }: ReadTable,
  key: readonly string[],
): TableFinding[] {
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
  place: ImportPlace,
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
        const at = { file: place.file, row, column: places.get(name) };
        return [tableFinding('conflicting-cell', at, { value: name, other: first.row })];
      }),
    );
  });
}

function checked(
  place: ImportPlace,
  made: readonly MadeFile[],
  table: ReadTable,
  columns: readonly TableColumn[],
): Imported {
  const errors = table.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { files: [], findings: table.findings };
  const files = made.map(({ path, text }) => ({ path, text }));
  const paths = new Set(files.map(({ path }) => path));
  const { errors: parsed } = parsePack([
    ...place.context.filter(({ path }) => !paths.has(path)),
    ...files,
    ...(place.context.length === 0 ? [standIn(place.pack)] : []),
  ]);
  const found = parsed.map((one) => inTable(place, one, made, table, columns));
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
  { places }: ReadTable,
  columns: readonly TableColumn[],
): TableFinding {
  const row = made.find((one) => one.path === path)?.rows[line - 1];
  if (row === undefined)
    return tableFinding('not-in-table', { file, row: 0 }, { value: `${path}:${line} ${zh}`, valueEn: `${path}:${line} ${en}` }); // prettier-ignore
  const column = columns.find(({ name }) => name === columnOf(code, key, columns));
  const at = column === undefined ? undefined : places.get(column.name);
  return { ...tableFinding('not-in-table', { file, row, column: at }), severity: 'error', code, zh, en, fix };
}

/** Where a mistake of a declaration as a whole stands in its row. */
const wholes: Readonly<Partial<Record<FindingCode, string>>> = {
  'unknown-codes': 'codes',
  'unknown-number-rule': 'number_rule',
  'duplicate-code': 'code',
  'unknown-parent': 'parent',
  'bad-period': 'to',
};

/** The column of a way such as `elements.boat.title.zh` or `values[3].code`. */
function columnOf(code: FindingCode, key: string, columns: readonly TableColumn[]): string | undefined {
  if (wholes[code] !== undefined) return wholes[code];
  const keys = key.replaceAll(/\[\d+\]/g, '').split('.');
  const own = keys[0] === 'elements' ? keys.slice(2) : keys;
  if (own.length === 0 || key === '') return columns[0]?.name;
  return columns.find(({ path }) => path.join('.') === own.join('.') || path[0] === own.join('.'))?.name;
}

/** The name of a table without its ending, as a file of a pack may be called. */
function baseOf(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? '';
  const base = name.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '-'); // prettier-ignore
  return base.replace(/^-+|-+$/g, '') || 'imported';
}
