import { stringify } from 'csv-stringify/sync';
import { columns } from './imports/columns.ts';
import type { NewOrganisation } from './change-sql.ts';

/**
 * Organisations that do not exist, in the shape of those that do: a ministry's node over provinces' cities, counties,
 * stations, and their sections. All in the fictional divisions 69xxxx (reference/domain.md, section 7), and named so
 * plainly that nobody takes them for real.
 */

/** Cities 02 to 99 (01 is the demonstration's own): 8,379 organisations each, 821,143 in all. */
const countiesPerCity = 30;
const stationsPerCounty = 30;
const departments = [
  '指挥中心',
  '治安管理',
  '交通警察',
  '刑事侦查',
  '户政管理',
  '督察审计',
  '科技信息',
  '警务保障',
];
const departmentsEn = ['Command Centre', 'Public Order', 'Traffic Police', 'Criminal Investigation', 'Household Registration', 'Supervision', 'Technology', 'Logistics']; // prettier-ignore
const branches = ['command', 'security', 'traffic', 'economic', 'registration', 'audit', 'system', 'personnel']; // prettier-ignore
const establishedOn = '2020-01-01';
/** The province is the demonstration's: the same name, the same day. */
const provinceSince = '2016-01-04';

export const maxGenerated = 800_000;

/** That many, parents before children; the same number gives the same ones. */
export function* generateOrganisations(rows: number): Iterable<NewOrganisation> {
  let left = rows;
  for (const one of endless()) {
    if (left-- <= 0) return;
    yield one;
  }
}

function* endless(): Iterable<NewOrganisation> {
  const top = make('690000', 0, null, '演示省公安厅', 'Demo Province Public Security Department', '省厅', '10', '2', 'command'); // prettier-ignore
  yield { ...top, establishedOn: provinceSince };
  for (let city = 2; city <= 99; city++) {
    const cityDivision = `69${two(city)}00`;
    const cityName = `试${numeral(city)}市公安局`;
    const bureau = make(cityDivision, 0, top.code, cityName, `Sample City ${city} Public Security Bureau`, `试${numeral(city)}市局`, '10', '3', 'command'); // prettier-ignore
    yield bureau;
    yield* sections(bureau, cityDivision, 1, '40', '4');
    for (let county = 1; county <= countiesPerCity; county++) {
      const division = `69${two(city)}${two(county)}`;
      const name = `${cityName}例${numeral(county)}分局`;
      const branch = make(division, 0, bureau.code, name, `${bureau.nameEn}, Branch ${county}`, `例${numeral(county)}分局`, '20', '4', 'command'); // prettier-ignore
      yield branch;
      yield* sections(branch, division, 1, '50', '5');
      for (let station = 1; station <= stationsPerCounty; station++) {
        const unit = 500_000 + station * 1000;
        const stationName = `${name}样${numeral(station)}派出所`;
        const made = make(division, unit, branch.code, stationName, `${branch.nameEn}, Police Station ${station}`, `样${numeral(station)}派出所`, '30', '5', 'registration'); // prettier-ignore
        yield made;
        yield* sections(made, division, unit / 1000 - 500 + 500, '60', '5', 1);
      }
    }
  }
}

/** The sections of a bureau, branch or station: one of each department. */
function* sections(
  parent: NewOrganisation,
  division: string,
  block: number,
  kind: string,
  level: string,
  step = 1000,
): Iterable<NewOrganisation> {
  for (const [place, department] of departments.entries()) {
    const unit = step === 1 ? block * 1000 + place + 1 : (place + block) * step;
    const suffix = kind === '40' ? '支队' : kind === '50' ? '大队' : '组';
    yield make(
      division,
      unit,
      parent.code,
      `${parent.nameZh}${department}${suffix}`,
      `${parent.nameEn}, ${departmentsEn[place] ?? ''}`,
      `${department}${suffix}`,
      kind,
      level,
      branches[place] ?? 'command',
    );
  }
}

function make(
  division: string,
  unit: number,
  parent: string | null,
  nameZh: string,
  nameEn: string,
  shortName: string,
  kind: string,
  level: string,
  branch: string,
): NewOrganisation {
  const code = division + String(unit).padStart(6, '0');
  return { code, parent, nameZh, nameEn, shortName, kind, level, branch, establishedOn };
}

const digits = '零一二三四五六七八九';

/** 12 as 一二: plain, and longer than any real name would be. */
function numeral(number: number): string {
  return Array.from(String(number))
    .map((digit) => digits.charAt(Number(digit)))
    .join('');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

const linesAtOnce = 2000;

/** The file of an import, in pieces. */
export function* generateCsv(rows: number): Iterable<string> {
  let lines: string[][] = [columns.map(({ zh }) => zh)];
  for (const one of generateOrganisations(rows)) {
    const { code, parent, nameZh, nameEn, shortName, kind, level, branch } = one;
    lines.push([code, parent ?? '', nameZh, nameEn, shortName, kind, level, branch, one.establishedOn, '']);
    if (lines.length < linesAtOnce) continue;
    yield stringify(lines);
    lines = [];
  }
  yield stringify(lines);
}
