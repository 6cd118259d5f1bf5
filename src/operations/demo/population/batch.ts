import { residentsOf } from './households.ts';
import { findLicence, licenceOf, mayDrive } from './licences.ts';
import { addYears } from './calendar.ts';
import type { Batch, Entry, LicenceValues } from './model.ts';
import { officerOf, postingsOf, type Posting } from './officers.ts';
import { organisationsOf } from './organisations.ts';
import type { Resident } from './people.ts';
import { premisesOf } from './premises.ts';
import { vehiclesOf } from './vehicles.ts';
import { neighbourhoodOf, streamOf, type World } from './world.ts';

/** Age from which someone may own a vehicle here. */
const adultAge = 18;

/** All records of one neighbourhood, from 1 to the world's number of them. Depends on nothing made before it. */
export function batchOf(world: World, number: number): Batch {
  const here = neighbourhoodOf(world, number);
  const { households, people, residents } = residentsOf(world, here);
  const postings = postingsOf(world, here, residents);
  const licences = licencesOf(world, number, residents, postings);
  const adults = residents.filter((who) => who.alive && who.age > adultAge);
  const drivers = adults.filter((who) => licences.has(who));
  const random = streamOf(world, 'officers', -number);
  return {
    'police-organisation': [],
    premises: premisesOf(world, here),
    household: households,
    person: people,
    officer: postings.map((posting) => officerOf(world, posting, random)),
    'driving-licence': [...licences.values()],
    vehicle: vehiclesOf(world, here, drivers, adults),
    organisation: organisationsOf(world, here, adults),
  };
}

/** The officers of one neighbourhood, without making the rest of it. */
export function postingsIn(world: World, number: number): Posting[] {
  const here = neighbourhoodOf(world, number);
  return here.officers.count === 0 ? [] : postingsOf(world, here, residentsOf(world, here).residents);
}

/** Officers drive in any case. */
function licencesOf(
  world: World,
  number: number,
  residents: readonly Resident[],
  postings: readonly Posting[],
): Map<Resident, Entry<LicenceValues>> {
  const random = streamOf(world, 'licences', number);
  const officers = new Set(postings.map(({ resident }) => resident));
  const licences = new Map<Resident, Entry<LicenceValues>>();
  for (const who of residents) {
    const licence =
      officers.has(who) && mayDrive(who)
        ? licenceOf(world, who, addYears(who.birth, 20), random)
        : findLicence(world, who, random);
    if (licence !== undefined) licences.set(who, licence);
  }
  return licences;
}
