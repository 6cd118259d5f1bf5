import countries from './tables/countries.json' with { type: 'json' };
import devices from './tables/devices.json' with { type: 'json' };
import mobile from './tables/mobile.json' with { type: 'json' };
import plates from './tables/plates.json' with { type: 'json' };
import uscc from './tables/uscc.json' with { type: 'json' };

/** When a row of a code table holds; `YYYY-MM-DD`, null or absent = open. */
export interface Validity {
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface CreditDepartment extends Validity {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly classes: Readonly<Record<string, string>>;
}

export interface EnergyLetter extends Validity {
  readonly letter: string;
  readonly energy: string;
}

/** The code tables that rules look things up in. A registry may pass its own; rows it doesn't have make warnings, not errors. */
export interface IdentifierTables {
  readonly departments: ReadonlyMap<string, CreditDepartment>;
  readonly creditRegions: ReadonlySet<string>;
  readonly provinces: ReadonlySet<string>;
  readonly demoProvince: string;
  readonly energyLetters: ReadonlyMap<string, EnergyLetter>;
  readonly lastCharacters: ReadonlyMap<string, string>;
  readonly segments: ReadonlySet<string>;
  readonly demoSegment: string;
  readonly deviceTypes: ReadonlyMap<string, string>;
  readonly industries: ReadonlyMap<string, string>;
  /** ISO 3166-1: numeric code to three letters, and the same letters as a set. */
  readonly countries: ReadonlyMap<string, string>;
  readonly countryLetters: ReadonlySet<string>;
}

/** The tables as shipped; their sources and standing are named in each JSON file. */
export const shippedTables: IdentifierTables = {
  departments: new Map(uscc.departments.map((row) => [row.code, row as CreditDepartment])),
  creditRegions: new Set(uscc.regions.map((row) => row.code)),
  provinces: new Set(plates.provinces),
  demoProvince: plates.demoProvince,
  energyLetters: new Map(plates.energy.map((row) => [row.letter, row])),
  lastCharacters: new Map(Object.entries(plates.lastCharacters)),
  segments: new Set(ranges(mobile.segments)),
  demoSegment: mobile.demoSegment,
  deviceTypes: new Map(Object.entries(devices.types)),
  industries: new Map(Object.entries(devices.industries)),
  countries: new Map(Object.entries(countries.countries)),
  countryLetters: new Set(Object.values(countries.countries)),
};

/** ISO 3166 leaves these to users: nobody's country, so the demonstration may use them. */
export const userAssigned = {
  numeric: new RegExp(countries.userAssigned.numeric),
  letters: new RegExp(countries.userAssigned.alpha3),
};

/** Whether a row holds on a day (yyyymmdd). */
export function holds({ from, to }: Validity, day: number): boolean {
  return (!from || compact(from) <= day) && (!to || compact(to) >= day);
}

const compact = (date: string): number => Number(date.replaceAll('-', ''));

function* ranges(text: string): Iterable<string> {
  for (const range of text.split(' ')) {
    const [first = '', last = first] = range.split('-');
    for (let segment = Number(first); segment <= Number(last); segment++) yield String(segment);
  }
}
