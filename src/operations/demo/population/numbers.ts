import {
  makeCitizenNumber,
  makeCreditCode,
  makeEnergyPlate,
  makeMobile,
  makePlate,
  makePoliceOrganisationCode,
  makeVin,
  ordinaryPlatesPerOffice,
} from '#standards/identifiers/index.ts';
import { civil, isoDate, type Day } from './calendar.ts';
import type { Sex } from './kinship.ts';
import { at, mix } from './random.ts';

/*
 * Unique numbers without a table of those given out: each is arithmetic on an index that is unique itself.
 * A multiplication by a number coprime to the capacity permutes the indexes, so neighbours do not look numbered.
 */

/** Slots that neighbourhoods share out among themselves. */
export const numberSlots = 498;
/** The cast's slot; neighbourhoods have 1 to `numberSlots`. */
export const castSlot = 0;

/**
 * A citizen number. Of the 1,000 sequence numbers of a county and birth date, a slot has two, one for each sex. A
 * neighbourhood uses one slot (which one differs by date, or whole streets would end alike); those that share a slot
 * have birth dates that differ modulo the stride; and within a neighbourhood no two of one sex share a date. So no two
 * people share a number, whatever the size.
 */
export function citizenNumber(county: string, birth: Day, sex: Sex, neighbourhood: number): string {
  const slot = neighbourhood === 0 ? castSlot : 1 + ((neighbourhood - 1 + mix(birth)) % numberSlots);
  const sequence = 2 * slot + (sex === 'man' ? 1 : 2);
  return makeCitizenNumber({ division: county, birthDate: isoDate(birth), sequence });
}

/** Birth dates of a neighbourhood leave this remainder when divided by the stride. */
export function dateRemainder(neighbourhood: number): number {
  return Math.floor((neighbourhood - 1) / numberSlots);
}

const mobiles = { current: 0, earlier: 20_000_000, work: 40_000_000, organisation: 60_000_000 } as const;
const mobileCapacity = 100_000_000;
const mobileFactor = 38_196_601; // coprime to the capacity; the product stays below 2^53

/** A mobile number in the segment that no carrier has. `use` keeps the numbers of one index apart. */
export function mobileNumber(index: number, use: keyof typeof mobiles = 'current'): string {
  return makeMobile(((index + mobiles[use]) * mobileFactor + 1) % mobileCapacity);
}

export function householdNumber(county: string, sequence: number): string {
  return `HH${county}${padded(sequence, 6)}`;
}

export function premisesCode(county: string, sequence: number): string {
  return `PR${county}${padded(sequence, 9)}`;
}

const organisationSerials = 99_999; // PDY00001 to PDY99999

/**
 * A unified social credit code of the internal zone: the `serial`-th (from 1) of its class in its county. A county that
 * has used up the zone goes on under its city's own code, where the counties take turns.
 */
export function creditCode(
  kind: string,
  county: { code: string; index: number },
  counties: number,
  serial: number,
): string {
  if (serial <= organisationSerials) return makeCreditCode({ kind, division: county.code, serial });
  const over = (serial - organisationSerials - 1) * counties + county.index + 1;
  return makeCreditCode({ kind, division: `${county.code.slice(0, 4)}00`, serial: over });
}

const offices = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');
const plateFactor = 504_787; // coprime to an office's plates
const energyLetters = 'DABCE';
const energyDigits = 100_000;

/** An ordinary plate; `index` counts all ordinary plates of the province. Offices are filled one after another. */
export function ordinaryPlate(index: number): string {
  const office = at(offices, Math.floor(index / ordinaryPlatesPerOffice));
  return makePlate(
    office,
    ((index % ordinaryPlatesPerOffice) * plateFactor + 12_345) % ordinaryPlatesPerOffice,
  );
}

/** A small new-energy plate; `index` counts all of them. */
export function energyPlate(index: number): string {
  const block = Math.floor(index / energyDigits);
  const office = at(offices, Math.floor(block / energyLetters.length));
  const letter = energyLetters.charAt(block % energyLetters.length);
  return makeEnergyPlate({
    office,
    letter,
    index: ((index % energyDigits) * 61_803 + 54_321) % energyDigits,
  });
}

const plants = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const descriptorCharacters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

/** A vehicle identification number of the maker 000; `model` gives the descriptor, `index` plant and serial. */
export function vin(model: number, registered: Day, index: number): string {
  let rest = mix(model);
  let descriptor = '';
  for (let i = 0; i < 5; i++) {
    descriptor += descriptorCharacters.charAt(rest % descriptorCharacters.length);
    rest = Math.floor(rest / descriptorCharacters.length);
  }
  const plant = plants.charAt(Math.floor(index / 1_000_000));
  return makeVin({ descriptor, year: civil(registered).year, plant, serial: index % 1_000_000 });
}

/** Code of a police organisation: unit of the division's bureau (2), station (2), post of it (2). */
export function policeCode(division: string, unit: number, station = 0, post = 0): string {
  return makePoliceOrganisationCode(division.slice(0, 6), unit * 10_000 + station * 100 + post);
}

/** 12 digits; the index of the holder makes it unique. */
export function licenceFileNumber(index: number): string {
  return `6901${padded(index, 8)}`;
}

const firstPoliceNumber = 600_001;

export function policeNumber(index: number): string {
  return String(firstPoliceNumber + index);
}

function padded(value: number, width: number): string {
  const digits = String(value).padStart(width, '0');
  if (digits.length > width) throw new RangeError(`${value} needs more than ${width} digits`);
  return digits;
}
