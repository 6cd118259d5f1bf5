/** `current`: in force at the reference time; `historical`: was in force before it; `unknown`: in no list. */
export type Grade = 'current' | 'historical' | 'unknown';

/** One name of one code over whole years, both ends included; `to` null = still in force in the newest list. */
export interface DivisionRow {
  readonly code: string;
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}

export interface GradedDivision {
  readonly grade: Grade;
  /** The row in force at the time, or the latest one before it. */
  readonly row?: DivisionRow;
}

/** Administrative divisions with their history (GB/T 2260). */
export interface DivisionTable {
  readonly size: number;
  /** Every row of a code, oldest first. */
  find(code: string): readonly DivisionRow[];
  /** How a six-digit code stands in the year of `day` (yyyymmdd). */
  grade(code: string, day: number): GradedDivision;
  /**
   * Whether counties stand below a code that ends in 00, on the day or, for an abolished code, when it was last in
   * force: then nobody is registered at the code itself.
   */
  hasCounties(code: string, day: number): boolean;
}

/** The first year that the lists cover: what they have then may be older. */
const firstListedYear = 1980;
const unknown: GradedDivision = { grade: 'unknown' };

/** Builds the table in memory. Rows may come in any order, and a code may have several (renamed, or used twice). */
export function divisionTable(rows: Iterable<DivisionRow>): DivisionTable {
  const byCode = new Map<string, DivisionRow[]>();
  const counties = new Map<string, DivisionRow[]>();
  for (const row of rows) {
    const known = byCode.get(row.code);
    if (known) known.push(row);
    else byCode.set(row.code, [row]);
    if (row.code.endsWith('00')) continue;
    for (const parent of [`${row.code.slice(0, 4)}00`, `${row.code.slice(0, 2)}0000`]) {
      const below = counties.get(parent);
      if (below) below.push(row);
      else counties.set(parent, [row]);
    }
  }
  for (const known of byCode.values()) known.sort((a, b) => a.from - b.from);
  return {
    size: byCode.size,
    find: (code) => byCode.get(code) ?? [],
    grade: (code, day) => gradeOf(byCode.get(code), yearOf(day)),
    hasCounties(code, day) {
      const lastYear = gradeOf(byCode.get(code), yearOf(day)).row?.to ?? Infinity;
      const year = Math.min(yearOf(day), lastYear);
      return counties.get(code)?.some((row) => holdsIn(row, year)) ?? false;
    },
  };
}

const yearOf = (day: number): number => Math.floor(day / 10_000);

const begun = ({ from }: DivisionRow, year: number): boolean => from <= year || from <= firstListedYear;
const holdsIn = (row: DivisionRow, year: number): boolean =>
  begun(row, year) && (row.to === null || row.to >= year);

function gradeOf(rows: readonly DivisionRow[] | undefined, year: number): GradedDivision {
  if (rows === undefined) return unknown;
  const row = rows.findLast((one) => begun(one, year));
  if (row === undefined) return unknown;
  return { grade: holdsIn(row, year) ? 'current' : 'historical', row };
}

/**
 * Reads a division file of packs/: a heading line, then `code,name,from` or `code,name,from,to`; later columns are left to others.
 * Throws with the line that is wrong: these are our own data files, and a broken one must stop the start.
 */
export function parseDivisions(csv: string): DivisionRow[] {
  const [heading = '', ...lines] = csv.split('\n');
  const ends = heading.trim().split(',')[3] === 'to';
  const rows: DivisionRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const [code = '', name = '', from = '', to = ''] = line.trim().split(',');
    const good =
      /^[0-9]{6}$/.test(code) && name !== '' && /^[0-9]{4}$/.test(from) && (!ends || /^[0-9]{4}$/.test(to));
    if (!good) throw new TypeError(`divisions: line ${index + 2} is not code,name,from${ends ? ',to' : ''}`);
    rows.push({ code, name, from: Number(from), to: ends ? Number(to) : null });
  }
  return rows;
}
