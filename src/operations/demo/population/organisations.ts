import { addYears, isoDate, officeHours } from './calendar.ts';
import { organisationStatus } from './codes.ts';
import { dealt } from './deal.ts';
import { idOf } from './ids.ts';
import type { Entry, OrganisationValues } from './model.ts';
import { tradeName } from './names.ts';
import { creditCode, mobileNumber } from './numbers.ts';
import type { Resident } from './people.ts';
import { weighted } from './random.ts';
import { dayBetween, streamOf, type Neighbourhood, type World } from './world.ts';

const representativeAge = { from: 21, to: 74 } as const;
const oldestYears = 25;
const phoneShare = 0.9;
const statuses = weighted([
  [organisationStatus.active, 92],
  [organisationStatus.suspended, 3],
  [organisationStatus.deregistered, 5],
]);

/** Who may represent an organisation. */
export function mayRepresent(who: Resident): boolean {
  return who.alive && who.age >= representativeAge.from && who.age <= representativeAge.to;
}

/** The organisations of a neighbourhood, represented by its adults, in its shops and offices or at home. */
export function organisationsOf(
  world: World,
  here: Neighbourhood,
  adults: readonly Resident[],
): Entry<OrganisationValues>[] {
  const random = streamOf(world, 'organisations', here.number);
  const { settings, organisationDeal } = world;
  const representatives = adults.filter(mayRepresent);
  const { county } = here.street;
  return Array.from({ length: here.organisations.count }, (_, i) => {
    const index = here.organisations.first + i;
    const { kind, rank } = dealt(organisationDeal, here.rankInCounty * organisationDeal.rhythm.length + i);
    const who = random.pick(representatives);
    const athome = random.chance(settings.chances.familyBusiness);
    const workplace = here.premises.first + random.int(here.dwellings, here.premises.count - 1);
    const oldest = Math.max(addYears(who.birth, 20), addYears(settings.asOf, -oldestYears));
    const registered = dayBetween(random, oldest, settings.asOf - 30);
    const values: OrganisationValues = {
      uscc: creditCode(kind.registered, county, settings.geography.counties.length, rank + 1),
      name: `${county.city.name}${county.name}${tradeName(settings, random)}${random.pick(kind.endings)}`,
      kind: kind.kind,
      industry: random.pick(kind.industries),
      status: random.weighted(statuses),
      legalRepresentative: who.id,
      premises: athome ? who.dwelling : idOf('premises', workplace),
      registeredOn: isoDate(registered),
      phone: random.chance(phoneShare) ? mobileNumber(index, 'organisation') : null,
    };
    const at = officeHours(Math.max(registered, settings.systemSince), random.next());
    return {
      id: idOf('organisation', index),
      versions: [{ values, subject: who.citizenNumber, at, reason: null }],
    };
  });
}
