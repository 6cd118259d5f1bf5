/**
 * A strict RFC 4180 reader: commas, double quotes, LF or CRLF, every row with as many cells as the first. Returns the rows with the
 * line they start on, or the first problem. Linear in the text; no row is copied twice.
 */
export type CsvResult =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly line: number; readonly zh: string; readonly en: string };
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export function readCsv(source: string, maxRows: number): CsvResult {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  // Where the next quote stands: looked for again only once it is passed, so that reading stays linear.
  let quote = text.indexOf('"');
  while (at < text.length) {
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
    const newline = text.indexOf('\n', at);
    const plain = quote < 0 || (newline >= 0 && newline < quote);
    const row = plain ? readPlainRow(text, at, newline) : readRow(text, at);
    if (typeof row === 'string') return { ok: false, line, zh: row, en: english[row] ?? row };
    const width = rows[0]?.cells.length ?? row.cells.length;
    if (row.cells.length !== width)
      return {
        ok: false,
        line,
        zh: `应有 ${width} 格，实有 ${row.cells.length} 格`,
        en: `${width} cells expected, ${row.cells.length} found`,
      };
    if (rows.length > maxRows)
      return { ok: false, line, zh: `超过 ${maxRows} 行`, en: `more than ${maxRows} rows` };
    rows.push({ line, cells: row.cells });
    line += row.lines;
    at = row.next;
  }
  return { ok: true, rows };
}

interface Row {
  readonly cells: string[];
  readonly next: number;
  readonly lines: number;
}

const english: Record<string, string> = {
  引号未闭合: 'a quote is never closed',
  引号位置不对: 'a quote in the wrong place',
};

function readPlainRow(text: string, at: number, newline: number): Row {
  const end = newline < 0 ? text.length : newline;
  const bare = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  return { cells: text.slice(at, bare).split(','), next: end + 1, lines: 1 };
}

function readRow(text: string, start: number): Row | string {
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
    lines += cell.lines;
    at = cell.next;
    if (text[at] === ',') at += 1;
    else break;
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
  if (at < text.length && text[at] !== '\n') return '引号位置不对';
  return { cells, next: at + 1, lines };
}

function plainCell(text: string, at: number): { value: string; next: number; lines: number } | string {
  let end = at;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '"') end += 1;
  if (text[end] === '"') return '引号位置不对';
  const bare = text[end] !== ',' && text[end - 1] === '\r' && end > at ? end - 1 : end;
  return { value: text.slice(at, bare), next: end, lines: 0 };
}

function quotedCell(text: string, at: number): { value: string; next: number; lines: number } | string {
  let value = '';
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return '引号未闭合';
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1, lines: value.split('\n').length - 1 };
    value += '"';
    from = quote + 2;
  }
}
