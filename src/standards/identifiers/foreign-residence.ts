import { error, ok, warn, type Result, type Rule, type Setting } from './model.ts';
import { birthError, birthParts } from './people.ts';
import { refuseFictional } from './places.ts';
import { explain, inEitherCase, shape, upperCaseCheck } from './shapes.ts';
import { userAssigned } from './tables.ts';

const edition2023 = shape('9', 1, '0-9', 16, '0-9X', 1);
const firstEdition = shape('A-Z', 3, '0-9', 12);

/** The day from which cards with 18 characters are issued. */
const edition2023From = 20231201;

/** Foreign permanent resident cards: both editions are valid side by side, and the length tells which it is. */
export const checkForeignResident: Rule = (value, setting) =>
  /^[A-Za-z]/.test(value) ? inFirstEdition(value, setting) : checkEdition2023(upperCaseCheck(value), setting);

/** 9, province of acceptance, ISO 3166 numeric country, birth date, sequence, check as for citizens. */
function checkEdition2023(text: string, setting: Setting): Result {
  if (!edition2023.pattern.test(text)) return explain(text, edition2023);
  const wrong = birthError(text, setting.day) ?? refuseFictional(text.slice(1, 3), setting, 2);
  if (wrong) return wrong;
  if (setting.day < edition2023From) return error('edition-not-yet', 1);
  const country = text.slice(3, 6);
  const { grade, row } = setting.divisions.grade(`${text.slice(1, 3)}0000`, setting.day);
  const parts = { edition: '2023', province: text.slice(1, 3), country, ...birthParts(text) };
  const result = ok(text, row ? { ...parts, provinceName: row.name } : parts, grade);
  if (grade === 'unknown') return warn(result, 'division-unknown', 2);
  const letters = setting.tables.countries.get(country);
  if (letters) return { ...result, parts: { ...result.parts, countryLetters: letters } };
  const demonstration = setting.profile === 'demo' && userAssigned.numeric.test(country);
  return demonstration ? result : warn(result, 'country-unknown', 4, undefined, 'unknown');
}

/** Three letters of a country and 12 digits, whose inner rules are not published. */
const inFirstEdition = inEitherCase((text, setting) => {
  if (!firstEdition.pattern.test(text)) return explain(text, firstEdition);
  const country = text.slice(0, 3);
  const result = ok(text, { edition: '2004', country, number: text.slice(3) }, 'current');
  if (setting.tables.countryLetters.has(country)) return result;
  const demonstration = setting.profile === 'demo' && userAssigned.letters.test(country);
  return demonstration ? result : warn(result, 'country-unknown', 1, undefined, 'unknown');
});
