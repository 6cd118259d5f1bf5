import { dayOf, type Day } from './calendar.ts';
import { geographyOf, type Division, type Geography } from './geography.ts';
import { weighted, type Weighted } from './random.ts';
import type { Mistake, PoliceFile, PopulationFile, Relation } from './schema.ts';

export interface Shape {
  /** Ages that the head of such a household may have. */
  readonly head: readonly [number, number];
  /** Ages within that range, by the age pyramid. */
  readonly headAges: Weighted<number>;
  readonly members: readonly Relation[];
}

export interface OrganisationKind {
  readonly kind: string;
  readonly registered: string;
  readonly industries: readonly string[];
  readonly endings: readonly string[];
}

export interface VehicleKind {
  readonly plateKind: string;
  readonly usage: string;
}

/** The files of the pack made ready for picking from. */
export interface Settings {
  readonly seed: number;
  readonly people: number;
  readonly asOf: Day;
  readonly systemSince: Day;
  readonly perThousandPeople: PopulationFile['perThousandPeople'];
  readonly peoplePerNeighbourhood: number;
  readonly map: PopulationFile['map'];
  readonly chances: PopulationFile['chances'];
  /** Household sizes in the proportions of a hundred households. */
  readonly householdSizes: readonly number[];
  readonly shapes: ReadonlyMap<number, Weighted<Shape>>;
  readonly education: readonly { readonly bornBefore: number; readonly codes: Weighted<string> }[];
  readonly surnames: Weighted<string>;
  readonly oneCharacterName: number;
  readonly givenMen: readonly string[];
  readonly givenWomen: readonly string[];
  /** Every road name that the parts allow, in a fixed order. */
  readonly roads: readonly string[];
  readonly organisationKinds: readonly (readonly [OrganisationKind, number])[];
  readonly organisationFirst: readonly string[];
  readonly organisationSecond: readonly string[];
  readonly brands: readonly string[];
  readonly colours: Weighted<string>;
  readonly vehicleKinds: readonly (readonly [VehicleKind, number])[];
  readonly codeLists: PopulationFile['codeLists'];
  readonly police: PoliceFile;
  readonly geography: Geography;
  /** Planted on purpose, for the examination of data quality. */
  readonly mistakes: readonly Mistake[];
}

/** Arranges what the files say (already checked against their schemas). */
export function settingsOf(
  file: PopulationFile,
  police: PoliceFile,
  divisions: readonly Division[],
  mistakes: readonly Mistake[] = [],
): Settings {
  return {
    mistakes,
    ...householdSettings(file),
    ...nameSettings(file),
    seed: file.seed,
    people: file.people,
    asOf: dayOf(file.asOf),
    systemSince: dayOf(file.systemSince),
    perThousandPeople: file.perThousandPeople,
    peoplePerNeighbourhood: file.peoplePerNeighbourhood,
    map: file.map,
    chances: file.chances,
    education: file.education.map(({ bornBefore, shares }) => ({
      bornBefore,
      codes: weighted(Object.entries(shares)),
    })),
    colours: weighted(Object.entries(file.vehicles.colours)),
    vehicleKinds: file.vehicles.kinds.map(({ weight, ...kind }) => [kind, weight]),
    codeLists: file.codeLists,
    police,
    geography: geographyOf(divisions),
  };
}

function householdSettings(file: PopulationFile): Pick<Settings, 'householdSizes' | 'shapes'> {
  const shapes = file.households.map(({ size, shapes: own }) => {
    const entries = own.map(({ head, members, weight }): [Shape, number] => [
      { head, members, headAges: agesWithin(file, head) },
      weight,
    ]);
    return [size, weighted(entries)] as const;
  });
  return {
    householdSizes: file.households.flatMap(({ size, count }) => Array.from({ length: count }, () => size)),
    shapes: new Map(shapes),
  };
}

/** The age pyramid cut to a range, one entry for each year of age. */
function agesWithin(file: PopulationFile, [low, high]: readonly [number, number]): Weighted<number> {
  const entries: [number, number][] = [];
  for (const { from, to, weight } of file.agePyramid) {
    for (let age = Math.max(from, low); age <= Math.min(to, high); age++)
      entries.push([age, weight / (to - from + 1)]);
  }
  return weighted(entries);
}

function nameSettings(
  file: PopulationFile,
): Pick<
  Settings,
  | 'surnames'
  | 'oneCharacterName'
  | 'givenMen'
  | 'givenWomen'
  | 'roads'
  | 'organisationKinds'
  | 'organisationFirst'
  | 'organisationSecond'
  | 'brands'
> {
  const { givenNames, roads, organisations } = file;
  const neutral = words(givenNames.neutral);
  return {
    surnames: weighted(file.surnames.split(',').map(surnameOf)),
    oneCharacterName: givenNames.oneCharacter,
    givenMen: [...words(givenNames.men), ...neutral],
    givenWomen: [...words(givenNames.women), ...neutral],
    roads: roadNames(words(roads.first), words(roads.second), words(roads.kinds)),
    organisationKinds: organisations.kinds.map(({ weight, ...kind }) => [kind, weight]),
    organisationFirst: words(organisations.first),
    organisationSecond: words(organisations.second),
    brands: words(file.vehicles.brands),
  };
}

function words(list: string): string[] {
  return [...new Set(list.trim().split(/\s+/))];
}

function surnameOf(entry: string): [string, number] {
  const [surname = '', weight = ''] = words(entry);
  return [surname, Number(weight)];
}

/** Neighbours in the list differ in all parts, so that the roads of one street do not all begin alike. */
function roadNames(
  first: readonly string[],
  second: readonly string[],
  roadKinds: readonly string[],
): string[] {
  const names: string[] = [];
  for (let shift = 0; shift < second.length * roadKinds.length; shift++) {
    for (const [i, one] of first.entries()) {
      const two = second[(i + shift) % second.length] as string;
      const kind = roadKinds[(i + Math.floor(shift / second.length)) % roadKinds.length] as string;
      if (one !== two) names.push(one + two + kind);
    }
  }
  return names;
}
