import type { Grade } from './divisions.ts';
import { error, ok, warn, type Parts, type Result, type Rule, type Setting } from './model.ts';
import { explain, shape } from './shapes.ts';

/** The fictional province of the demonstration (domain.md section 7). If GB/T 2260 ever assigns 69, this moves. */
export const fictionalProvince = '69';

const division = shape('1-9', 1, '0-9', 5);
const street = shape('1-9', 1, '0-9', 8);

/** Outside the demonstration a code of the fictional province is no code. Undefined when the code may stand. */
export function refuseFictional(code: string, setting: Setting, position: number): Result | undefined {
  if (setting.profile === 'demo' || !code.startsWith(fictionalProvince)) return undefined;
  return error('fictional-division', position, { province: fictionalProvince });
}

/** What is known of a division code that stands inside a longer identifier. */
export interface Address {
  readonly grade: Grade;
  readonly parts: Parts;
}

/** Grades a six-digit code and names it, with the years it was in force. */
export function addressOf(code: string, { divisions, day }: Setting): Address {
  const { grade, row } = divisions.grade(code, day);
  if (row === undefined) return { grade, parts: { division: code } };
  const until = row.to === null ? '' : String(row.to);
  return {
    grade,
    parts: { division: code, divisionName: row.name, divisionFrom: String(row.from), divisionTo: until },
  };
}

/**
 * An identifier that rests on a division code is never refused for it (domain.md fact 4): real numbers carry
 * codes that no list has, so an unknown one is a warning.
 */
export function withAddress(canonical: string, parts: Parts, address: Address, position: number): Result {
  const result = ok(canonical, { ...address.parts, ...parts }, address.grade);
  return address.grade === 'unknown' ? warn(result, 'division-unknown', position) : result;
}

/** A division code by itself: here the list is the rule, so a code that no list has is wrong. */
export const checkDivision: Rule = (value, setting) => {
  if (!division.pattern.test(value)) return explain(value, division);
  const fictional = refuseFictional(value, setting, 1);
  if (fictional) return fictional;
  const { grade, parts } = addressOf(value, setting);
  return grade === 'unknown' ? error('no-such-division', 1) : ok(value, parts, grade);
};

/** A division code that is in force at the reference time. */
export const checkCurrentDivision: Rule = (value, setting) => {
  const result = checkDivision(value, setting);
  if (result.grade !== 'historical') return result;
  return error('division-abolished', 1, { year: result.parts['divisionTo'] ?? '' });
};

/** The kinds of GB/T 10114 by the last three digits. */
const streetKinds = [
  { to: 0, kind: undefined },
  { to: 99, kind: 'street' },
  { to: 199, kind: 'town' },
  { to: 399, kind: 'township' },
  { to: 599, kind: 'special' },
] as const;

/** Nine digits: a county (or a city without counties) and three digits of GB/T 10114. */
export const checkStreet: Rule = (value, setting) => {
  if (!street.pattern.test(value)) return explain(value, street);
  const county = checkDivision(value.slice(0, 6), setting);
  if (county.status === 'error') return county;
  if (setting.divisions.hasCounties(value.slice(0, 6), setting.day)) return error('street-above-county', 5);
  const kind = streetKinds.find(({ to }) => Number(value.slice(6)) <= to)?.kind;
  if (kind === undefined) return error('street-number', 7);
  return ok(value, { ...county.parts, kind }, county.grade);
};
