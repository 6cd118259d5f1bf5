import { officeHours } from './calendar.ts';
import { useStatus } from './codes.ts';
import type { County, Division, Street } from './geography.ts';
import { idOf } from './ids.ts';
import type { Entry, PoliceOrganisationValues } from './model.ts';
import { policeCode } from './numbers.ts';
import { Random, weighted, type Weighted } from './random.ts';
import type { PoliceFile } from './schema.ts';
import type { Settings } from './settings.ts';

/** One organisation of the tree. */
export interface PoliceUnit {
  readonly index: number;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly shortName: string;
  readonly kind: string;
  readonly level: string;
  readonly parent: PoliceUnit | null;
  readonly division: string;
  readonly branch: string;
  /** Names of the posts that its members hold in turn. */
  readonly posts: readonly string[];
  readonly weight: number;
}

/** The tree of police organisations; small (some two hundred), so it is kept whole. */
export interface PoliceTree {
  readonly units: readonly PoliceUnit[];
  readonly byCode: ReadonlyMap<string, PoliceUnit>;
  /** The station of each street, by the street's index. */
  readonly stations: readonly PoliceUnit[];
  /** Units that have officers on this node. */
  readonly led: readonly PoliceUnit[];
  readonly byWeight: Weighted<PoliceUnit>;
}

type Description = Pick<PoliceUnit, 'name' | 'nameEn' | 'shortName' | 'kind' | 'level'>;
type Words = Readonly<Record<string, string>>;
type Draft = Omit<PoliceUnit, 'index' | 'id'>;

/** Lays the template over the divisions. Parents come before their children. */
export function policeTree(settings: Settings): PoliceTree {
  const units: PoliceUnit[] = [];
  const stations: PoliceUnit[] = [];
  const add = (draft: Draft): PoliceUnit => {
    const unit = { ...draft, index: units.length, id: idOf('policeOrganisation', units.length) };
    units.push(unit);
    return unit;
  };
  const { geography, police } = settings;
  const top = add(bureau(geography.province, null, described(police.levels.province, {}, {})));
  for (const city of geography.cities) {
    const cityWords = { city: stem(city.name) };
    const cityEnglish = { city: stemEn(city.nameEn) };
    const cityBureau = add(bureau(city, top, described(police.levels.city, cityWords, cityEnglish)));
    for (const unit of police.cityUnits) add(section(unit, city, cityBureau));
    for (const county of geography.counties.filter((one) => one.city.code === city.code)) {
      const words = { ...cityWords, county: stem(county.name) };
      const english = { ...cityEnglish, county: stemEn(county.nameEn) };
      const branch = add(bureau(county, cityBureau, described(police.levels.county, words, english)));
      for (const unit of police.countyUnits) add(section(unit, county, branch));
      for (const [i, street] of county.streets.entries()) {
        stations[street.index] = addStation(police, {
          county,
          street,
          number: i + 1,
          branch,
          words,
          english,
          add,
        });
      }
    }
  }
  return {
    units,
    byCode: new Map(units.map((unit) => [unit.code, unit])),
    stations,
    led: units.filter((unit) => unit.weight > 0),
    byWeight: weighted(units.map((unit) => [unit, unit.weight])),
  };
}

interface StationPlace {
  readonly county: County;
  readonly street: Street;
  readonly number: number;
  readonly branch: PoliceUnit;
  /** Stems of the city's and the county's name. */
  readonly words: Words;
  readonly english: Words;
  readonly add: (draft: Draft) => PoliceUnit;
}

const stationUnit = 50; // third and fourth digit pair of a station's code: 50, then the station's number

function addStation(police: PoliceFile, place: StationPlace): PoliceUnit {
  const { county, street, number, branch, add } = place;
  const words = { ...place.words, street: stem(street.name) };
  const english = { ...place.english, street: stemEn(street.nameEn) };
  const station = add({
    ...described(police.levels.station, words, english),
    ...police.station,
    code: policeCode(county.code, stationUnit, number),
    parent: branch,
    division: county.code,
  });
  for (let n = 1; n <= police.postsPerStation; n++) {
    add({
      ...described(
        police.levels.post,
        { ...words, n: '零一二三四五六七八九'.charAt(n % 10) },
        { ...english, n: String(n) },
      ),
      ...police.post,
      code: policeCode(county.code, stationUnit, number, n),
      parent: station,
      division: county.code,
    });
  }
  return station;
}

function bureau(division: Division, parent: PoliceUnit | null, description: Description): Draft {
  const weight = parent === null ? 0 : 2; // a bureau has its leaders; the department of the province is another node's
  return {
    ...description,
    code: policeCode(division.code, 0),
    parent,
    division: division.code,
    branch: 'command',
    posts: ['leader'],
    weight,
  };
}

function section(unit: PoliceFile['cityUnits'][number], division: Division, parent: PoliceUnit): Draft {
  return {
    code: policeCode(division.code, Number(unit.unit)),
    name: parent.name + unit.name,
    nameEn: `${parent.nameEn}, ${unit.nameEn}`,
    shortName: unit.name,
    kind: unit.kind,
    level: String(Number(parent.level) + 1),
    parent,
    division: division.code,
    branch: unit.branch,
    posts: unit.posts,
    weight: unit.weight,
  };
}

/** 晨光区 → 晨光: without the kind of division. */
function stem(name: string): string {
  return name.replace(/(?:街道|[省市区县镇乡])$/u, '');
}

/** Chenguang District → Chenguang: without the kind of division. */
function stemEn(nameEn: string): string {
  return nameEn.replace(/ (?:Province|City|District|County|Subdistrict|Town|Township)$/, '');
}

function described(level: Description, words: Words, english: Words): Description {
  return {
    ...level,
    name: fill(level.name, words),
    nameEn: fill(level.nameEn, english),
    shortName: fill(level.shortName, words),
  };
}

function fill(template: string, words: Words): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, word: string) => words[word] ?? whole);
}

/** The tree as records. */
export function policeEntries(settings: Settings, tree: PoliceTree): Entry<PoliceOrganisationValues>[] {
  return tree.units.map((unit) => ({
    id: unit.id,
    versions: [
      {
        subject: null,
        at: officeHours(settings.systemSince, 0),
        reason: null,
        values: {
          code: unit.code,
          name: unit.name,
          shortName: unit.shortName,
          kind: unit.kind,
          level: unit.level,
          parent: unit.parent?.id ?? null,
          division: unit.division,
          status: useStatus.inUse,
          phone: null,
        },
      },
    ],
  }));
}

/** The place that an officer serves in. */
export interface Seat {
  readonly unit: PoliceUnit;
  readonly post: string;
}

const seatStream = 100;
const leaderEvery = 4; // of four new seats one is a unit's leader, as long as there are units without one

/**
 * The seat of the `index`-th officer after the cast: leaders are sprinkled in until each unit has one, the others fall
 * to units by weight. Known without making any officer before.
 */
export function seatOf(tree: PoliceTree, seed: number, index: number): Seat {
  const leader = index % leaderEvery === 0 ? tree.led[index / leaderEvery] : undefined;
  if (leader !== undefined) return { unit: leader, post: 'leader' };
  const random = new Random(seed, seatStream, index);
  const unit = random.weighted(tree.byWeight);
  return { unit, post: random.pick(unit.posts) };
}
