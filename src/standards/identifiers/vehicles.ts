import { vinCheck } from './check-characters.ts';
import { error, ok, warn, type Result, type Rule, type Setting } from './model.ts';
import { explain, inEitherCase, shape, strangeness, type Shape } from './shapes.ts';
import { holds } from './tables.ts';

const letter = 'A-HJ-NP-Z';
const serial = 'A-HJ-NP-Z0-9';
// The province stands for any Han character here: which ones are allowed is a table, and has its own message.
const province = '\\p{Script=Han}';
const ordinary = shape(province, 1, letter, 1, serial, 5);
const marked = shape(province, 1, letter, 1, serial, 4, '挂学警港澳使领', 1);
const diplomatic = shape('使领', 1, '0-9', 6);
const diplomaticLast = shape('0-9', 6, '使领', 1);
const smallEnergy = shape(province, 1, letter, 2, serial, 1, '0-9', 4);
const largeEnergy = shape(province, 1, letter, 1, '0-9', 5, letter, 1);
/** No plate is longer than 8; beyond this many UTF-16 units of a value nothing helps to tell what was meant. */
const maxMeantLength = 32;
const vehicle = shape('A-HJ-NPR-Z0-9', 17);

/**
 * A new-energy plate has eight characters, every other seven; which form was meant is told from where its letter
 * stands. Blanks and the like are not counted: they are wrong in every form, and the form must still find them.
 */
function formOf(text: string): Shape {
  const characters = Array.from(text.slice(0, maxMeantLength)).filter(
    (char) => strangeness(char) === undefined,
  );
  if (/[使领]/u.test(characters[0] ?? '')) return diplomatic;
  if (/^[0-9]{6}[使领]/u.test(characters.join(''))) return diplomaticLast;
  if (characters.length === 8) return /[0-9]/.test(characters[2] ?? '') ? largeEnergy : smallEnergy;
  return /[挂学警港澳使领]/u.test(characters[6] ?? '') ? marked : ordinary;
}

/** GA 36-2018 plates, ordinary and new energy. The plate type isn't part of the number. */
export const checkPlate = inEitherCase((text, setting) => {
  const form = formOf(text);
  if (form === diplomatic || form === diplomaticLast) {
    if (!form.pattern.test(text)) return explain(text, form);
    return ok(
      text,
      { form: text.includes('使') ? 'embassy' : 'consulate', serial: text.replace(/[使领]/u, '') },
      'current',
    );
  }
  const refusal = refuseProvince(Array.from(text.slice(0, 2))[0], setting);
  if (refusal) return refusal;
  if (!form.pattern.test(text)) return explain(text, form);
  const parts = { province: text.charAt(0), office: text.charAt(1), serial: text.slice(2) };
  if (form === ordinary) return ok(text, { ...parts, form: 'ordinary' }, 'current');
  if (form === marked)
    return ok(
      text,
      { ...parts, form: setting.tables.lastCharacters.get(text.charAt(6)) ?? 'ordinary' },
      'current',
    );
  return checkEnergy(text, parts, form === smallEnergy, setting);
});

function refuseProvince(char: string | undefined, { tables, profile }: Setting): Result | undefined {
  if (char === undefined) return error('empty');
  if (tables.provinces.has(char) || (profile === 'demo' && char === tables.demoProvince)) return undefined;
  return error(char === tables.demoProvince ? 'fictional-plate' : (strangeness(char) ?? 'plate-province'), 1);
}

/** Letters beyond D and F are in use (domain.md 1.7): which stand for what is a table with validity. */
function checkEnergy(
  text: string,
  parts: Record<string, string>,
  small: boolean,
  { tables, day }: Setting,
): Result {
  const position = small ? 3 : 8;
  const row = tables.energyLetters.get(text.charAt(position - 1));
  if (!row)
    return error('plate-energy-letter', position, {
      allowed: Array.from(tables.energyLetters.keys()).sort().join(''),
    });
  const result = ok(
    text,
    { ...parts, form: small ? 'new-energy-small' : 'new-energy-large', energy: row.energy },
    'current',
  );
  return holds(row, day) ? result : warn(result, 'not-in-force', position);
}

/** World manufacturer identifier of demonstration vehicles; believed to be nobody's (domain.md section 7). */
const demoManufacturer = '000';

/** GB 16735 / ISO 3779. Position 9 is a check in China and North America; elsewhere makers use it freely. */
export const checkVin: Rule = inEitherCase((text, { profile }) => {
  if (!vehicle.pattern.test(text)) return explain(text, vehicle);
  const demonstration = text.startsWith(demoManufacturer);
  const result = ok(text, {
    manufacturer: text.slice(0, 3),
    descriptor: text.slice(3, 9),
    indicator: text.slice(9),
  });
  const expected = vinCheck(text);
  if (text[8] !== expected) {
    const mandatory = demonstration || /^[L1-5]/.test(text);
    const params = { position: 9, expected };
    return mandatory ? error('check-character', 9, params) : warn(result, 'vin-check-abroad', 9, params);
  }
  return demonstration && profile === 'production' ? warn(result, 'vin-demonstration', 1) : result;
});
