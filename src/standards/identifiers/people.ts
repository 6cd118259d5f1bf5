import { wrongDatePart } from './calendar.ts';
import { citizenCheck } from './check-characters.ts';
import { error, warn, type Parts, type Result, type Rule } from './model.ts';
import { addressOf, refuseFictional, withAddress } from './places.ts';
import { explain, shape, upperCaseCheck } from './shapes.ts';

const citizen = shape('1-8', 1, '0-9', 16, '0-9X', 1);
const residencePermit = shape('8', 1, '123', 1, '0', 4, '0-9', 11, '0-9X', 1);
const archive = shape('1-8', 1, '0-9', 14);

/** The residence-permit codes: Taiwan is 830000 here, while GB/T 2260 has 710000. */
const residencePermitNames = new Map([
  ['810000', '香港'],
  ['820000', '澳门'],
  ['830000', '台湾'],
]);

const addressLength = 6;

/** Nobody to whom a number was given (from 1984) was born before this; one who was has a typing error in the year. */
const earliestBirthYear = 1800;
/** In the 1989 edition these sequences meant a person of 100 or more, whose birth year can't be told from two digits. */
const firstCentenarianSequence = 996;

/** What positions 7 to 18 of an 18-character number say, for the numbers of citizens and those made like them. */
export function birthError(text: string, day: number): Result | undefined {
  const wrong = wrongDatePart(
    Number(text.slice(6, 10)),
    Number(text.slice(10, 12)),
    Number(text.slice(12, 14)),
  );
  if (wrong) return error('birth-date', { year: 7, month: 11, day: 13 }[wrong]);
  if (Number(text.slice(6, 14)) > day) return error('birth-future', 7);
  const expected = citizenCheck(text);
  return text[17] === expected ? undefined : error('check-character', 18, { position: 18, expected });
}

/** Birth date, sequence and sex of an 18-character number. */
export function birthParts(text: string): Parts {
  return {
    birthDate: `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`,
    sequence: text.slice(14, 17),
    sex: Number(text[16]) % 2 === 1 ? 'male' : 'female',
  };
}

function doubtBirth(result: Result, text: string): Result {
  return Number(text.slice(6, 10)) < earliestBirthYear ? warn(result, 'birth-long-ago', 7) : result;
}

/** GB 11643-1999, in the order of domain.md 1.1: shape, date, check character, then the address as a grade. */
export const checkCitizen: Rule = (value, setting) => {
  const text = upperCaseCheck(value);
  if (!citizen.pattern.test(text)) {
    return /^9[0-9]{16}[0-9X]$/.test(text) ? error('citizen-starts-with-nine', 1) : explain(text, citizen);
  }
  const wrong = birthError(text, setting.day) ?? refuseFictional(text, setting, 1);
  if (wrong) return wrong;
  const code = text.slice(0, 6);
  const result = withAddress(text, birthParts(text), addressOf(code, setting), 1);
  if (residencePermitNames.has(code))
    return warn({ ...result, status: 'ok' }, 'citizen-is-residence-permit', 1, undefined, 'unknown');
  return doubtBirth(result, text);
};

/** The 15-digit number of the 1989 edition, for archives. Canonical is the 18-character number it became. */
export const checkArchiveCitizen: Rule = (value, setting) => {
  if (!archive.pattern.test(value)) return explain(value, archive);
  if (Number(value.slice(12)) >= firstCentenarianSequence) return error('archive-centenarian', 13);
  const body = `${value.slice(0, 6)}19${value.slice(6)}`;
  const text = body + citizenCheck(body);
  const wrong = birthError(text, setting.day);
  // The year of a 15-digit number starts where the 18-character one has its century: two positions earlier.
  if (wrong) return { ...wrong, position: Math.max(7, (wrong.position ?? 9) - 2) };
  const fictional = refuseFictional(value, setting, 1);
  if (fictional) return fictional;
  return withAddress(text, { ...birthParts(text), archive: value }, addressOf(value.slice(0, 6), setting), 1);
};

/** Residence permits for Hong Kong, Macao and Taiwan residents: as citizens, with one of three address codes. */
export const checkResidencePermit: Rule = (value, setting) => {
  const text = upperCaseCheck(value);
  if (!residencePermit.pattern.test(text)) {
    const wrong = explain(text, residencePermit);
    const { messageKey, position = 0 } = wrong;
    const inAddress = messageKey === 'character' && position <= addressLength;
    return inAddress ? error('residence-permit-address', position) : wrong;
  }
  const wrong = birthError(text, setting.day);
  if (wrong) return wrong;
  const code = text.slice(0, 6);
  const parts = { division: code, divisionName: residencePermitNames.get(code) ?? '', ...birthParts(text) };
  return doubtBirth({ status: 'ok', grade: 'current', canonical: text, parts, messageKey: 'valid' }, text);
};
