import { isoDate, type Day } from './calendar.ts';
import { householdKind, householdStatus } from './codes.ts';
import { idOf } from './ids.ts';
import { BirthDates } from './kinship.ts';
import type { Entry, HouseholdValues, PersonValues } from './model.ts';
import { dateRemainder, householdNumber } from './numbers.ts';
import { kinOf, peopleOf, type Home, type Resident } from './people.ts';
import { occupiedDwellings } from './premises.ts';
import { at, type Random } from './random.ts';
import { entryOf, standing } from './versions.ts';
import { dayBetween, dwellingElsewhere, streamOf, type Neighbourhood, type World } from './world.ts';

/** The households of a neighbourhood with their members. */
export interface Residents {
  readonly households: readonly Entry<HouseholdValues>[];
  readonly people: readonly Entry<PersonValues>[];
  readonly residents: readonly Resident[];
}

const minDaysOnRecord = 120;

/** Fills the neighbourhood with as many people as fall to it; the last household takes who is left. */
export function residentsOf(world: World, here: Neighbourhood): Residents {
  const random = streamOf(world, 'households', here.number);
  const { settings } = world;
  const dates = new BirthDates(settings.asOf, world.dateStride, dateRemainder(here.number));
  const sizes = random.shuffled(settings.householdSizes);
  const households: Entry<HouseholdValues>[] = [];
  const people: Entry<PersonValues>[] = [];
  const residents: Resident[] = [];
  while (residents.length < here.people.count) {
    const place = households.length;
    const size = Math.min(at(sizes, place), here.people.count - residents.length);
    const kin = kinOf(world, here, size, dates, random);
    const home = homeOf(world, here, place, random);
    const made = peopleOf(world, here, home, kin, here.people.first + residents.length, random);
    const head = at(made.residents, 0);
    const sequence = here.rankInCounty * settings.householdSizes.length + place + 1;
    const number = householdNumber(here.street.county.code, sequence);
    households.push(householdOf(world, here, home, number, head, standing(at(made.entries, 0)), random));
    people.push(...made.entries);
    residents.push(...made.residents);
  }
  return { households, people, residents };
}

/** Where the household at that place of the neighbourhood lives, and whether it came or went. */
function homeOf(world: World, here: Neighbourhood, place: number, random: Random): Home {
  const { chances, systemSince, asOf } = world.settings;
  const occupied = occupiedDwellings(world, here);
  const dwelling = place < occupied ? place : random.int(0, occupied - 1);
  const registeredAt = idOf('premises', here.premises.first + dwelling);
  const elsewhere = (): string => idOf('premises', dwellingElsewhere(world, here.number, random));
  return {
    id: idOf('household', here.number * world.settings.householdSizes.length + place),
    registeredAt,
    livesAt: random.chance(chances.livesElsewhere) ? elsewhere() : registeredAt,
    moved: random.chance(chances.movedHere)
      ? { on: dayBetween(random, systemSince + minDaysOnRecord, asOf - 30), from: elsewhere() }
      : null,
  };
}

/** The record of a household; one that moved has the earlier address and station in its history. */
export function householdOf(
  world: World,
  here: Neighbourhood,
  home: Home,
  number: string,
  head: Resident,
  headRecord: PersonValues,
  random: Random,
): Entry<HouseholdValues> {
  const station = at(world.police.stations, here.street.index);
  const today: HouseholdValues = {
    number,
    kind: householdKind.family,
    premises: home.registeredAt,
    head: head.id,
    policeOrganisation: station.id,
    registeredOn: registeredOn(world, head, headRecord),
    status: householdStatus.active,
  };
  const firstDay: Day = world.settings.systemSince + random.int(61, 90);
  const changes =
    home.moved === null
      ? []
      : [{ day: home.moved.on, before: { premises: home.moved.from }, reason: '迁入' }];
  return entryOf(home.id, head.citizenNumber, today, firstDay, changes, random);
}

/** A household was set up when its head came of age, or later; for the demonstration, on that day. */
function registeredOn(world: World, head: Resident, record: PersonValues): string {
  const ofAge = isoDate(Math.min(head.birth + 8_000, world.settings.asOf - 1));
  return ofAge > record.registeredOn ? ofAge : record.registeredOn;
}
