import { officeHours } from './calendar.ts';
import { premisesKind, premisesUsage, useStatus } from './codes.ts';
import { idOf } from './ids.ts';
import type { Entry, PremisesValues } from './model.ts';
import { premisesCode } from './numbers.ts';
import type { Random } from './random.ts';
import type { Street } from './geography.ts';
import { streamOf, type Neighbourhood, type World } from './world.ts';

const flatsPerBuilding = 12; // two on each of six floors
const villageKinds = /[镇乡]$/u; // in towns and villages people live in houses, in a street's district in flats

/** The dwellings, then the shops and offices, along the neighbourhood's road. */
export function premisesOf(world: World, here: Neighbourhood): Entry<PremisesValues>[] {
  const random = streamOf(world, 'premises', here.number);
  const at = officeHours(world.settings.systemSince + random.int(0, 40), random.next());
  return Array.from({ length: here.premises.count }, (_, i) => {
    const index = here.premises.first + i;
    const values: PremisesValues = {
      code: premisesCode(here.street.county.code, index),
      division: here.street.code,
      street: here.road,
      ...(i < here.dwellings ? dwelling(world, here, i, random) : workplace(here, i, random)),
      ...positionOf(world, here.street, random),
      status: useStatus.inUse,
    };
    return { id: idOf('premises', index), versions: [{ values, subject: null, at, reason: null }] };
  });
}

type Kind = Pick<PremisesValues, 'doorNumber' | 'room' | 'kind' | 'usage' | 'floorArea'>;

function dwelling(world: World, here: Neighbourhood, i: number, random: Random): Kind {
  const vacant = i >= occupiedDwellings(world, here);
  const usage = vacant ? premisesUsage.vacant : random.chance(0.2) ? premisesUsage.let : premisesUsage.own;
  if (villageKinds.test(here.street.name)) {
    return {
      doorNumber: `${i + 1}号`,
      room: null,
      kind: premisesKind.house,
      usage,
      floorArea: random.int(80, 260),
    };
  }
  const floor = 1 + Math.floor((i % flatsPerBuilding) / 2);
  const room = `${floor}0${1 + (i % 2)}室`;
  const doorNumber = `${1 + Math.floor(i / flatsPerBuilding)}号`;
  return { doorNumber, room, kind: premisesKind.flat, usage, floorArea: random.int(45, 150) };
}

/** How many of the neighbourhood's dwellings someone lives in. */
export function occupiedDwellings(world: World, here: Neighbourhood): number {
  return Math.max(1, Math.floor(here.dwellings * (1 - world.settings.chances.vacantDwelling)));
}

function workplace(here: Neighbourhood, i: number, random: Random): Kind {
  const office = random.chance(0.4);
  return {
    doorNumber: `${200 + i - here.dwellings}号`,
    room: null,
    kind: office ? premisesKind.office : premisesKind.shop,
    usage: office ? premisesUsage.office : premisesUsage.business,
    floorArea: random.int(30, 900),
  };
}

const streetsPerRow = 4; // streets of a county lie on a grid of this width
const streetSpread = 0.8; // of a cell, so that streets do not touch

/** A point on the pack's map, which is open ocean. */
export function positionOf(
  world: World,
  street: Street,
  random: Random,
): { longitude: number; latitude: number } {
  const { west, south, degreesPerCounty } = world.settings.map;
  const cell = degreesPerCounty / streetsPerRow;
  const inCounty = street.index % (streetsPerRow * streetsPerRow);
  const x = (inCounty % streetsPerRow) + random.next() * streetSpread;
  const y = Math.floor(inCounty / streetsPerRow) + random.next() * streetSpread;
  return {
    longitude: rounded(west + street.county.index * degreesPerCounty + x * cell),
    latitude: rounded(south + y * cell),
  };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
