import { addYears, ageOn, dayOf, isoDate, officeHours } from './calendar.ts';
import { castPeople, demoCast } from './cast.ts';
import {
  castHouseholds,
  castRepresentative,
  castShop,
  castVehicleOwners,
  castCounty,
  type CastHousehold,
  type CastMember,
} from './cast-data.ts';
import { organisationStatus } from './codes.ts';
import { householdOf } from './households.ts';
import { idOf } from './ids.ts';
import { licenceOf } from './licences.ts';
import type { Batch, Entry, HouseholdValues, OrganisationValues, PersonValues } from './model.ts';
import { householdNumber } from './numbers.ts';
import { makeCreditCode } from '#standards/identifiers/index.ts';
import { officerOf, type Posting } from './officers.ts';
import { peopleOf, type Home, type Kin, type Resident } from './people.ts';
import { policeEntries } from './police.ts';
import { premisesOf } from './premises.ts';
import { at, type Random } from './random.ts';
import type { Settings } from './settings.ts';
import { standing } from './versions.ts';
import { vehicleOf } from './vehicles.ts';
import { dwellingElsewhere, streamOf, type Neighbourhood, type Reserved, type World } from './world.ts';

const spareDwellings = 1;
const shops = 1;
const firstHouseholdSequence = 999_001; // above all that neighbourhoods give out

/** What the cast takes from the start of the indexes. */
export const castReserved: Reserved = {
  people: castPeople.length,
  premises: castHouseholds.length + spareDwellings + shops,
  organisations: 1,
  vehicles: castVehicleOwners.length,
  officers: castPeople.filter(({ officer }) => officer !== null).length,
};

/** Where the cast lives: number 0, in the first street of the pack, on a road that no other neighbourhood has. */
export function castNeighbourhood(settings: Settings): Neighbourhood {
  const from = (count: number): { first: number; count: number } => ({ first: 0, count });
  return {
    number: 0,
    street: at(settings.geography.streets, 0),
    rankInCounty: 0,
    road: at(settings.roads, settings.roads.length - 1),
    people: from(castReserved.people),
    premises: from(castReserved.premises),
    organisations: from(castReserved.organisations),
    vehicles: from(castReserved.vehicles),
    officers: from(castReserved.officers),
    dwellings: castHouseholds.length + spareDwellings,
  };
}

/** The records of the cast, and those that the province has once: its police organisations. */
export function castBatch(world: World): Batch {
  const here = castNeighbourhood(world.settings);
  const random = streamOf(world, 'households', 0);
  const { households, people, residents } = castResidents(world, here, random);
  const drivers = new Set(
    castHouseholds.flatMap(({ members }) => members.filter(drives).map(({ key }) => key)),
  );
  const licences = residents.filter((_, i) => drivers.has(at(castPeople, i).key));
  return {
    'police-organisation': policeEntries(world.settings, world.police),
    premises: premisesOf(world, here),
    household: households,
    person: people,
    officer: castPostings(world, residents).map((posting) => officerOf(world, posting, random)),
    'driving-licence': licences.map((who) =>
      licenceOf(world, who, addYears(who.birth, 21) + who.index, random),
    ),
    vehicle: castVehicleOwners.map((key, i) =>
      vehicleOf(world, i, at(residents, demoCast[key].index), null, random),
    ),
    organisation: [shop(world, here, at(residents, demoCast[castRepresentative].index))],
  };
}

function drives(member: CastMember): boolean {
  return member.drives === true;
}

interface CastResidents {
  readonly households: Entry<HouseholdValues>[];
  readonly people: Entry<PersonValues>[];
  readonly residents: Resident[];
}

function castResidents(world: World, here: Neighbourhood, random: Random): CastResidents {
  const made: CastResidents = { households: [], people: [], residents: [] };
  for (const [place, household] of castHouseholds.entries()) {
    const home = castHome(world, household, place, random);
    const kin = household.members.map((member) => castKin(world, member));
    const { entries, residents } = peopleOf(world, here, home, kin, made.residents.length, random);
    const number = householdNumber(castCounty, firstHouseholdSequence + place);
    made.households.push(
      householdOf(world, here, home, number, at(residents, 0), standing(at(entries, 0)), random),
    );
    made.people.push(...entries);
    made.residents.push(...residents);
  }
  return made;
}

function castHome(world: World, household: CastHousehold, place: number, random: Random): Home {
  const registeredAt = idOf('premises', place);
  const elsewhere = idOf('premises', dwellingElsewhere(world, 1, random));
  return {
    id: idOf('household', place),
    registeredAt,
    livesAt: household.livesElsewhere ? elsewhere : registeredAt,
    moved: household.movedOn === undefined ? null : { on: dayOf(household.movedOn), from: elsewhere },
  };
}

/** Nothing about a character is left to chance, except how long they have been married. */
function castKin(world: World, member: CastMember): Kin {
  const birth = dayOf(member.birthDate);
  const age = ageOn(birth, world.settings.asOf);
  return {
    member: { relation: member.relation, sex: member.sex, age },
    birth,
    name: member.name,
    died: member.died === undefined ? null : dayOf(member.died),
    county: castCounty,
    education: age < 6 ? '90' : age < 13 ? '80' : age > 60 ? '70' : '20',
    hasMobile: age >= 18,
    changedMobile: false,
    changedName: false,
  };
}

/** The officers among the cast. */
export function castPostings(world: World, residents: readonly Resident[]): Posting[] {
  return castPeople.flatMap(({ officer, index }) => {
    if (officer === null) return [];
    const unit = world.police.byCode.get(officer.organisation);
    if (unit === undefined)
      throw new RangeError(`the police tree has no organisation ${officer.organisation}`);
    const { policeNumber } = officer;
    return [
      {
        index: officer.index,
        policeNumber,
        resident: at(residents, index),
        seat: { unit, post: officer.post },
      },
    ];
  });
}

/** The cast's residents alone, for their accounts. */
export function listCastResidents(world: World): readonly Resident[] {
  return castResidents(world, castNeighbourhood(world.settings), streamOf(world, 'households', 0)).residents;
}

function shop(world: World, here: Neighbourhood, who: Resident): Entry<OrganisationValues> {
  const { kind, serial, name, industry } = castShop;
  const registered = addYears(who.birth, 30) + 45;
  const values: OrganisationValues = {
    uscc: makeCreditCode({ kind, division: here.street.county.city.code, serial }),
    name,
    kind: '20',
    industry,
    status: organisationStatus.active,
    legalRepresentative: who.id,
    premises: idOf('premises', here.dwellings),
    registeredOn: isoDate(registered),
    phone: null,
  };
  const at = officeHours(Math.max(registered, world.settings.systemSince + 1), 0.5);
  return {
    id: idOf('organisation', 0),
    versions: [{ values, subject: who.citizenNumber, at, reason: null }],
  };
}
