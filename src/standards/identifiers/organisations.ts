import { creditAlphabet, creditCheck, organisationCheck } from './check-characters.ts';
import { error, ok, warn, type Result, type Rule, type Setting } from './model.ts';
import { addressOf, refuseFictional, withAddress, type Address } from './places.ts';
import { explain, inEitherCase, shape } from './shapes.ts';
import { holds } from './tables.ts';

// No department is 0 and no division starts with 0: this keeps out the row of zeros, which both checks let through.
const credit = shape(creditAlphabet.slice(1), 1, creditAlphabet, 1, '1-9', 1, '0-9', 5, creditAlphabet, 10);
const plainOrganisation = shape('0-9A-Z', 8, '0-9X', 1);
const hyphenOrganisation = shape('0-9A-Z', 8, '\\-', 1, '0-9X', 1);
const policeOrganisation = shape('0-9', 12);

/** Both checks of a unified code. A wrong inner one (position 17) is named first: it says that the fault lies in 9-17. */
function creditCheckError(text: string, offset = 0): Result | undefined {
  const inner = organisationCheck(text.slice(8, 16));
  if (text[16] !== inner)
    return error('check-character', offset + 17, { position: offset + 17, expected: inner });
  const outer = creditCheck(text);
  return text[17] === outer
    ? undefined
    : error('check-character', offset + 18, { position: offset + 18, expected: outer });
}

/** Whether 18 characters are a unified code by shape and both checks; `offset` moves the positions of the errors. */
export function creditError(text: string, offset = 0): Result | undefined {
  if (credit.pattern.test(text)) return creditCheckError(text, offset);
  const wrong = explain(text, credit);
  return wrong.position === undefined ? wrong : { ...wrong, position: wrong.position + offset };
}

/**
 * GB 32100 with GB 11714 inside. Departments and classes are a table that grows (G, J, Q came later),
 * so one that it doesn't have is a warning; the two checks are arithmetic and leave no doubt.
 */
export const checkCredit = inEitherCase((text, setting) => {
  const wrong = creditError(text) ?? refuseFictional(text.slice(2), setting, 3);
  if (wrong) return wrong;
  const region = text.slice(2, 8);
  const special: Address = { grade: 'current', parts: { division: region } };
  const address = setting.tables.creditRegions.has(region) ? special : addressOf(region, setting);
  const department = setting.tables.departments.get(text.charAt(0));
  const kind = department?.classes[text.charAt(1)];
  const parts = {
    department: text.charAt(0),
    class: text.slice(0, 2),
    ...(department ? { departmentName: department.zh } : {}),
    ...(kind ? { className: kind } : {}),
    organisation: text.slice(8, 17),
  };
  const result = withAddress(text, parts, address, 3);
  if (!department) return warn(result, 'department-unknown', 1);
  if (!kind) return warn(result, 'class-unknown', 2);
  if (!holds(department, setting.day)) return warn(result, 'not-in-force', 1);
  return doubtInternal(result, text.slice(8), 9, setting);
});

/** GB 11714, as the machine form or with the hyphen of the display form; canonical is without. */
export const checkOrganisation = inEitherCase((text, setting) => {
  const form = text[8] === '-' ? hyphenOrganisation : plainOrganisation;
  if (!form.pattern.test(text)) return explain(text, form);
  const expected = organisationCheck(text);
  const position = text.length;
  if (text.at(-1) !== expected) return error('check-character', position, { position, expected });
  const canonical = text.replace('-', '');
  const result = ok(canonical, { body: text.slice(0, 8), check: expected });
  return doubtInternal(result, canonical, 1, setting);
});

/** PDY00001-PDY99999 is for codes that never leave the system that made them (GB 11714). */
function doubtInternal(result: Result, code: string, position: number, { profile }: Setting): Result {
  const internal = /^PDY[0-9]{5}/.test(code) && !code.startsWith('PDY00000');
  return internal && profile === 'production' ? warn(result, 'internal-organisation', position) : result;
}

/** GA/T 380: 12 digits of which six are a division; how the other six divide is not published. */
export const checkPoliceOrganisation: Rule = (value, setting) => {
  if (!policeOrganisation.pattern.test(value)) return explain(value, policeOrganisation);
  const fictional = refuseFictional(value, setting, 1);
  return fictional ?? withAddress(value, { unit: value.slice(6) }, addressOf(value.slice(0, 6), setting), 1);
};
