import {
  certificateCheck,
  citizenCheck,
  creditCheck,
  organisationCheck,
  vinCheck,
} from './check-characters.ts';

/**
 * Valid identifiers of things that can't exist: the demonstration's (domain.md section 7). The checks are real, so forms
 * work on them; the division 69, the zone PDY, the character 演, the maker 000 and the segment 154 make them impossible.
 * Every function is pure and throws RangeError when its numbers don't fit; none of them is a generator for real values.
 */
function padded(value: number, width: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 10 ** width)
    throw new RangeError(`needs ${width} digits`);
  return String(value).padStart(width, '0');
}

/** Refuses to make an identifier in a division that could be real. */
function fictional(division: string): string {
  if (!/^69[0-9]{4}$/.test(division))
    throw new RangeError('demonstration identifiers are made only in province 69');
  return division;
}

/** A citizen number; `birthDate` YYYY-MM-DD, `sequence` 0-999 (odd = male). */
export function makeCitizenNumber(given: { division: string; birthDate: string; sequence: number }): string {
  const body = fictional(given.division) + given.birthDate.replaceAll('-', '') + padded(given.sequence, 3);
  if (!/^[0-9]{17}$/.test(body)) throw new RangeError('birthDate must be YYYY-MM-DD');
  return body + citizenCheck(body);
}

/** The 15-digit archive number of somebody born 1900-1999; sequence 0-995. */
export function makeArchiveCitizenNumber(given: {
  division: string;
  birthDate: string;
  sequence: number;
}): string {
  if (!given.birthDate.startsWith('19') || given.sequence > 995)
    throw new RangeError('born 1900-1999, sequence to 995');
  const whole = makeCitizenNumber(given);
  return whole.slice(0, 6) + whole.slice(8, 17);
}

/** A foreign permanent resident card (2023 edition) of the user-assigned country 999. */
export function makeForeignResidentNumber(given: { birthDate: string; sequence: number }): string {
  const body = `969999${given.birthDate.replaceAll('-', '')}${padded(given.sequence, 3)}`;
  return body + citizenCheck(body);
}

/** An organisation code of the zone for internal use, machine form; serial 1-99999. */
export function makeOrganisationCode(serial: number): string {
  if (serial < 1) throw new RangeError('serials start at 1');
  const body = `PDY${padded(serial, 5)}`;
  return body + organisationCheck(body);
}

/** A unified social credit code with both checks; `kind` is department and class, as `91` for an enterprise. */
export function makeCreditCode(given: { kind: string; division: string; serial: number }): string {
  const body = given.kind + fictional(given.division) + makeOrganisationCode(given.serial);
  if (body.length !== 17) throw new RangeError('kind is a department and a class');
  return body + creditCheck(body);
}

/** A police organisation code: a division and six digits. */
export function makePoliceOrganisationCode(division: string, unit: number): string {
  return fictional(division) + padded(unit, 6);
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digitsOnly = 100_000;
const perLetter = 10_000;

/** How many ordinary plates one office letter has here: five digits, then one letter at any of five places. */
export const ordinaryPlatesPerOffice = digitsOnly + 5 * plateLetters.length * perLetter;

/** An ordinary plate of the fictional province: the index-th (from 0) of an office. */
export function makePlate(office: string, index: number): string {
  if (index < digitsOnly) return `演${officeLetter(office)}${padded(index, 5)}`;
  const [group, digits] = [
    Math.floor((index - digitsOnly) / perLetter),
    padded((index - digitsOnly) % perLetter, 4),
  ];
  const letter = plateLetters.charAt(group % plateLetters.length);
  const place = Math.floor(group / plateLetters.length);
  if (place > 4) throw new RangeError(`an office has ${ordinaryPlatesPerOffice} plates`);
  return `演${officeLetter(office)}${digits.slice(0, place)}${letter}${digits.slice(place)}`;
}

/** A small (letter first) or large (letter last) new-energy plate; index 0-99999. */
export function makeEnergyPlate(given: {
  office: string;
  letter: string;
  index: number;
  large?: boolean;
}): string {
  if (!/^[A-HJK]$/.test(given.letter)) throw new RangeError('no new-energy letter');
  const digits = padded(given.index, 5);
  return `演${officeLetter(given.office)}${given.large ? digits + given.letter : given.letter + digits}`;
}

function officeLetter(letter: string): string {
  if (letter.length !== 1 || !plateLetters.includes(letter))
    throw new RangeError('an office is one letter, not I or O');
  return letter;
}

const vinYears = 'ABCDEFGHJKLMNPRSTVWXY123456789';

/** A vehicle identification number of the maker 000; `descriptor` is 5 characters, model year from 1980, serial 0-999999. */
export function makeVin(given: { descriptor: string; year: number; plant?: string; serial: number }): string {
  if (!/^[A-HJ-NPR-Z0-9]{5}$/.test(given.descriptor) || given.year < 1980)
    throw new RangeError('descriptor of 5, year from 1980');
  const tail =
    vinYears.charAt((given.year - 1980) % vinYears.length) + (given.plant ?? '1') + padded(given.serial, 6);
  const vin = `000${given.descriptor}0${tail}`;
  return `${vin.slice(0, 8)}${vinCheck(vin)}${tail}`;
}

/** A mobile number of the segment that no carrier has; index 0-99999999. */
export function makeMobile(index: number): string {
  return `154${padded(index, 8)}`;
}

/** A GB/T 28181 device code; centre is the division and 00. */
export function makeDeviceCode(given: {
  division: string;
  industry?: string;
  type?: string;
  network?: number;
  sequence: number;
}): string {
  const { industry = '00', type = '132', network = 0 } = given;
  if (!/^[0-9]{2}$/.test(industry) || !/^[0-9]{3}$/.test(type))
    throw new RangeError('industry of 2 digits, type of 3');
  return `${fictional(given.division)}00${industry}${type}${padded(network, 1)}${padded(given.sequence, 6)}`;
}

/** An e-certificate identifier; `issuer` and `authority` are unified codes, `type` 1-999, serial digits or capitals. */
export function makeCertificateId(given: {
  authority: string;
  type: number;
  issuer: string;
  serial: string;
  version?: number;
}): string {
  const parts = [
    given.authority + padded(given.type, 3),
    given.issuer,
    given.serial,
    padded(given.version ?? 1, 3),
  ];
  if (!/^[0-9A-Z]{1,64}$/.test(given.serial)) throw new RangeError('serial: 1 to 64 digits or capitals');
  return ['1.2.156.3005.2', ...parts, certificateCheck(parts.join(''))].join('.');
}
