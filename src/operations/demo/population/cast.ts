import { dayOf } from './calendar.ts';
import {
  castCounty,
  castHouseholds,
  type CastHousehold,
  type CastKey,
  type CastOfficer,
} from './cast-data.ts';
import { idOf } from './ids.ts';
import type { Sex } from './kinship.ts';
import { citizenNumber, policeNumber } from './numbers.ts';

/** A character as accounts, tests and documentation need them. */
export interface CastPerson {
  readonly key: CastKey;
  readonly index: number;
  readonly personId: string;
  readonly householdId: string;
  readonly accountId: string;
  readonly citizenNumber: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly officer: (CastOfficer & { readonly index: number; readonly policeNumber: string }) | null;
  readonly citizen: { readonly zh: string; readonly en: string } | null;
}

function listCast(): CastPerson[] {
  const people: CastPerson[] = [];
  let officers = 0;
  const households: readonly CastHousehold[] = castHouseholds;
  for (const [place, household] of households.entries()) {
    for (const member of household.members) {
      const index = people.length;
      people.push({
        key: member.key as CastKey,
        index,
        personId: idOf('person', index),
        householdId: idOf('household', place),
        accountId: member.officer ? idOf('account', officers) : idOf('account', citizenAccounts + index),
        citizenNumber: citizenNumber(castCounty, dayOf(member.birthDate), member.sex, 0),
        name: member.name,
        sex: member.sex,
        birthDate: member.birthDate,
        officer: member.officer
          ? { ...member.officer, index: officers, policeNumber: policeNumber(officers++) }
          : null,
        citizen: member.citizen ?? null,
      });
    }
  }
  return people;
}

/** Account indexes from here on are citizens'; below, the officer's index. */
const citizenAccounts = 1_000_000;

/** All characters in the order of their indexes. */
export const castPeople: readonly CastPerson[] = listCast();

/** The characters by key: `demoCast.registrar.citizenNumber`. Pure data, the same for every size and seed. */
export const demoCast = Object.fromEntries(castPeople.map((person) => [person.key, person])) as Readonly<
  Record<CastKey, CastPerson>
>;
