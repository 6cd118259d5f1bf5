import { maxIndex } from './ids.ts';
import type { Settings } from './settings.ts';

/** How much of everything there is. People include the cast; all other totals are exact too. */
export interface Size {
  readonly seed: number;
  readonly people: number;
  readonly premises: number;
  readonly organisations: number;
  readonly vehicles: number;
  readonly officers: number;
  /** Neighbourhoods that the generator fills; the cast's own stands before them. */
  readonly neighbourhoods: number;
}

/** Below this there is no room for the cast and a few neighbours; above it an index no longer fits an id. */
export const minPeople = 1_000;
export const maxPeople = 10_000_000;

/** Officers that even the smallest population has, so that each unit the cast belongs to has colleagues. */
const minOfficers = 40;

export function isPeopleCount(people: number): boolean {
  return Number.isInteger(people) && people >= minPeople && people <= maxPeople;
}

/** Scales the settings' proportions to a number of people. */
export function sizeOf(settings: Settings, people: number, seed: number): Size {
  const scaled = (perThousand: number): number => Math.round((people * perThousand) / 1000);
  const { premises, organisations, vehicles, officers } = settings.perThousandPeople;
  const neighbourhoods = Math.max(1, Math.ceil(people / settings.peoplePerNeighbourhood));
  if ((neighbourhoods + 1) * settings.householdSizes.length > maxIndex)
    throw new RangeError('too many households for their ids');
  return {
    seed,
    people,
    premises: scaled(premises),
    organisations: scaled(organisations),
    vehicles: scaled(vehicles),
    officers: Math.max(minOfficers, scaled(officers)),
    neighbourhoods,
  };
}

/** A run of indexes: `first` ≤ index < `first + count`. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** The share of a total that falls to one neighbourhood; the shares of all add up to the total exactly. */
export function shareOf(
  total: number,
  reserved: number,
  neighbourhoods: number,
  neighbourhood: number,
): Range {
  const spread = total - reserved;
  const first = Math.floor((spread * neighbourhood) / neighbourhoods);
  const next = Math.floor((spread * (neighbourhood + 1)) / neighbourhoods);
  return { first: reserved + first, count: next - first };
}
