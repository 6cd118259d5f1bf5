import type { TableColumn } from './columns.ts';
import { tableFinding } from './findings.ts';
import type { TableFinding } from './findings.ts';

/** One row as it was read: its number as a person sees it, its cells as texts. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A row by column; empty cells are left out. */
export interface Entry {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

export interface ReadTable {
  readonly entries: readonly Entry[];
  /** Where each column stands, from 0. */
  readonly places: ReadonlyMap<string, number>;
  readonly findings: readonly TableFinding[];
}

/** Reads a table with one of the known headings over each column; everything in it is a stranger's. Never throws. */
export function readTable(
  file: string,
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
): ReadTable {
  const [head, ...body] = rows;
  if (head === undefined || body.length === 0)
    return { entries: [], places: new Map(), findings: [tableFinding('empty-table', { file, row: 0 })] };
  const { places, findings } = readHeadings(file, head, columns);
  const entries = body.map((row) => readEntry(file, row, head.cells.length, places, findings));
  for (const { row, cells } of entries) {
    for (const column of columns.filter((one) => one.required === true && places.has(one.name))) {
      if (cells.has(column.name)) continue;
      const at = { file, row, column: places.get(column.name) };
      findings.push(tableFinding('missing-cell', at, { value: column.name }));
    }
  }
  return { entries, places, findings };
}

function readHeadings(file: string, head: TableRow, columns: readonly TableColumn[]) {
  const places = new Map<string, number>();
  const findings: TableFinding[] = [];
  for (const [column, cell] of head.cells.entries()) {
    const value = clean(cell);
    if (value === '') continue;
    const at = { file, row: head.number, column };
    const found = columns.find(({ name, zh }) => name === value || zh === value);
    if (found === undefined) {
      const known = columns.map(({ name }) => name).join(', ');
      findings.push(tableFinding('unknown-column', at, { value, known }));
    } else if (places.has(found.name)) findings.push(tableFinding('repeated-column', at, { value }));
    else places.set(found.name, column);
  }
  for (const { name, required } of columns) {
    if (required !== true || places.has(name)) continue;
    findings.push(tableFinding('missing-column', { file, row: head.number }, { value: name }));
  }
  return { places, findings };
}

function readEntry(
  file: string,
  { number: row, cells }: TableRow,
  width: number,
  places: ReadonlyMap<string, number>,
  findings: TableFinding[],
): Entry {
  for (const [column, cell] of cells.entries()) {
    if (column < width || clean(cell) === '') continue;
    findings.push(tableFinding('extra-cell', { file, row, column }, { value: clean(cell).slice(0, 40) }));
  }
  const found = [...places].map(([name, column]) => [name, clean(cells[column] ?? '')] as const);
  return { row, cells: new Map(found.filter(([, value]) => value !== '')) };
}

/** Trimmed, and without the apostrophe by which a spreadsheet keeps `=`, `+`, `-` and `@` from being formulas. */
function clean(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}
