import { SaxesParser } from 'saxes';
import { broken, openArchive } from './archive.ts';
import type { Archive } from './archive.ts';
import { fault } from './errors.ts';
import { sheetLimits } from './limits.ts';
import type { SheetRow } from './limits.ts';
import { cellText, columnOf, isDateFormat } from './workbook-cells.ts';
import type { CellNotes } from './workbook-cells.ts';

type Attributes = Readonly<Record<string, string>>;

/** What is told of the XML of a part: names without their prefix. */
interface Listener {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const shownMerges = 5; // places that a refusal names

/** The first sheet of an Excel workbook (ECMA-376 part 1, SpreadsheetML), streamed. */
export async function* readWorkbook(file: Buffer): AsyncGenerator<readonly SheetRow[]> {
  const archive = await openArchive(file);
  const { sheet, date1904 } = await findSheet(archive);
  const strings = await readStrings(archive);
  const dateStyles = await readDateStyles(archive);
  const reader = sheetReader({ strings, dateStyles, date1904 });
  for await (const _ of parsePart(archive, sheet, reader.listener)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
  const merges = reader.merges();
  if (merges.length > 0) {
    const more = merges.length > shownMerges ? ` … (${merges.length})` : '';
    throw fault('merged-cells', { cells: merges.slice(0, shownMerges).join(', ') + more });
  }
}

/** Feeds a part to a parser; comes back after each piece, so that rows go on before the next is read. */
async function* parsePart(archive: Archive, name: string, listener: Listener): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  const local = (full: string): string => full.slice(full.indexOf(':') + 1);
  parser.on('opentag', ({ name: full, attributes }) => listener.open(local(full), attributes as Attributes));
  parser.on('closetag', ({ name: full }) => listener.close?.(local(full)));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('doctype', () => {
    throw broken(new Error('document type'));
  });
  parser.on('error', (error) => {
    throw broken(error);
  });
  for await (const piece of archive.read(name)) {
    parser.write(piece);
    yield;
  }
  parser.close();
}

async function readWhole(archive: Archive, name: string, listener: Listener): Promise<void> {
  for await (const _ of parsePart(archive, name, listener));
}

/** The part of the first sheet, through the workbook's list and its relations. */
async function findSheet(archive: Archive): Promise<{ sheet: string; date1904: boolean }> {
  let first: string | undefined;
  let date1904 = false;
  const targets = new Map<string, string>();
  await readWhole(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') first ??= attributes['r:id'];
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  });
  await readWhole(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target);
    },
  });
  const target = targets.get(first ?? '') ?? 'worksheets/sheet1.xml';
  const sheet = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (!archive.has(sheet)) throw broken(new Error('no sheet'));
  return { sheet, date1904 };
}

/** Texts that cells refer to by number. Phonetic hints (rPh) are no part of a text. */
async function readStrings(archive: Archive): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inHint = false;
  await readWhole(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      inHint ||= name === 'rPh';
      inText = name === 't' && !inHint;
    },
    text(piece) {
      if (inText) text = grown(text, piece, strings.length);
    },
    close(name) {
      if (name === 'rPh') inHint = false;
      if (name === 't') inText = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Numbers of the cell styles that show a date. */
async function readDateStyles(archive: Archive): Promise<ReadonlySet<number>> {
  const formats = new Map<number, string>();
  const dates = new Set<number>();
  let style = -1;
  let inCells = false;
  await readWhole(archive, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      style++;
      if (isDateFormat(format, formats.get(format))) dates.add(style);
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

function grown(text: string, piece: string, row: number): string {
  if (text.length + piece.length > sheetLimits.maxCell)
    throw fault('cell-too-long', { row, limit: sheetLimits.maxCell });
  return text + piece;
}

/** Collects the rows of a sheet as its XML goes by. */
function sheetReader(notes: CellNotes) {
  let rows: SheetRow[] = [];
  const merges: string[] = [];
  let number = 0;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  const listener: Listener = {
    open(name, attributes) {
      if (name === 'row') {
        number = Number(attributes['r'] ?? number + 1);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        value = '';
      } else if (name === 'v' || name === 't') inValue = true;
      else if (name === 'mergeCell') merges.push((attributes['ref'] ?? '?').slice(0, 20));
    },
    text(piece) {
      if (inValue) value = grown(value, piece, number);
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') setCell(cells, column, cellText({ type, style, value }, notes));
      else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells });
    },
  };
  return {
    listener,
    merges: () => merges,
    take(): readonly SheetRow[] {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

function setCell(cells: string[], column: number, text: string): void {
  if (column >= sheetLimits.maxColumns) {
    if (text.trim() === '') return; // formatted but empty, far to the right
    throw fault('too-large', { limit: `${sheetLimits.maxColumns} columns` });
  }
  while (cells.length < column) cells.push('');
  cells[column] = text;
}
