import type { Day } from './calendar.ts';
import type { County, Street } from './geography.ts';
import { dealOf, type Deal } from './deal.ts';
import { numberSlots } from './numbers.ts';
import { policeTree, type PoliceTree } from './police.ts';
import { Random, at } from './random.ts';
import type { OrganisationKind, Settings, VehicleKind } from './settings.ts';
import { shareOf, type Range, type Size } from './size.ts';

/** Everything that the making of any part of the population depends on. */
export interface World {
  readonly settings: Settings;
  readonly size: Size;
  /** How many of each the cast takes, from the start of the indexes. */
  readonly reserved: Reserved;
  /** Birth dates of one neighbourhood are all alike modulo this (see numbers.ts). */
  readonly dateStride: number;
  readonly police: PoliceTree;
  readonly organisationDeal: Deal<OrganisationKind>;
  readonly vehicleDeal: Deal<VehicleKind>;
}

export interface Reserved {
  readonly people: number;
  readonly premises: number;
  readonly organisations: number;
  readonly vehicles: number;
  readonly officers: number;
}

const vehicleRhythm = 100;

/** The most that fall to one neighbourhood. */
function organisationsPerNeighbourhood(size: Size): number {
  return Math.ceil(size.organisations / size.neighbourhoods);
}

export function worldOf(settings: Settings, size: Size, reserved: Reserved): World {
  return {
    settings,
    size,
    reserved,
    dateStride: Math.ceil(size.neighbourhoods / numberSlots),
    police: policeTree(settings),
    organisationDeal: dealOf(settings.organisationKinds, organisationsPerNeighbourhood(size)),
    vehicleDeal: dealOf(settings.vehicleKinds, vehicleRhythm),
  };
}

/** Where a neighbourhood is and which indexes are its own. Number 0 is the cast's; it is made in cast-batch.ts. */
export interface Neighbourhood {
  readonly number: number;
  readonly street: Street;
  /** Place of the neighbourhood among those of its county, from 0. */
  readonly rankInCounty: number;
  readonly road: string;
  readonly people: Range;
  readonly premises: Range;
  readonly organisations: Range;
  readonly vehicles: Range;
  readonly officers: Range;
  /** The first so many of its premises are dwellings. */
  readonly dwellings: number;
}

const dwellingShare = 0.93; // the rest are shops, offices, schools

/** The neighbourhood of that number, from 1. Counties take turns, and within a county its streets. */
export function neighbourhoodOf(world: World, number: number): Neighbourhood {
  const { size, reserved, settings } = world;
  const { counties } = settings.geography;
  const county: County = at(counties, (number - 1) % counties.length);
  const rankInCounty = Math.floor((number - 1) / counties.length);
  const street = at(county.streets, rankInCounty % county.streets.length);
  const rankInStreet = Math.floor(rankInCounty / county.streets.length);
  const share = (total: number, kept: number): Range => shareOf(total, kept, size.neighbourhoods, number - 1);
  const premises = share(size.premises, reserved.premises);
  return {
    number,
    street,
    rankInCounty,
    road: at(settings.roads, rankInStreet % (settings.roads.length - 1)),
    people: share(size.people, reserved.people),
    premises,
    organisations: share(size.organisations, reserved.organisations),
    vehicles: share(size.vehicles, reserved.vehicles),
    officers: share(size.officers, reserved.officers),
    dwellings: Math.floor(premises.count * dwellingShare),
  };
}

/** Index of some dwelling in some other neighbourhood: where someone came from, or lives for the time being. */
export function dwellingElsewhere(world: World, here: number, random: Random): number {
  const other =
    1 + ((here - 1 + random.int(1, Math.max(1, world.size.neighbourhoods - 1))) % world.size.neighbourhoods);
  const there = neighbourhoodOf(world, other);
  return there.premises.first + random.int(0, there.dwellings - 1);
}

/** One stream of random numbers for each thing that is made of a neighbourhood: adding one changes no other. */
const streams = {
  households: 1,
  people: 2,
  premises: 3,
  organisations: 4,
  vehicles: 5,
  licences: 6,
  officers: 7,
} as const;

export function streamOf(world: World, stream: keyof typeof streams, index: number): Random {
  return new Random(world.size.seed, streams[stream], index);
}

/** A day, both ends included; `low` when the range is empty. */
export function dayBetween(random: Random, low: Day, high: Day): Day {
  return high <= low ? low : random.int(low, high);
}
