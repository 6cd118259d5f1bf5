import { dayOf } from './calendar.ts';
import { checkCertificate } from './certificates.ts';
import { checkDevice, checkMobile } from './devices.ts';
import { checkForeignResident } from './foreign-residence.ts';
import { error, type Kind, type Reference, type Result, type Rule, type Setting } from './model.ts';
import { checkCredit, checkOrganisation, checkPoliceOrganisation } from './organisations.ts';
import { checkArchiveCitizen, checkCitizen, checkResidencePermit } from './people.ts';
import { checkCurrentDivision, checkDivision, checkStreet } from './places.ts';
import { shippedTables } from './tables.ts';
import { checkExitPermit, checkHomeReturnPermit, checkPassport } from './travel-documents.ts';
import { checkPlate, checkVin } from './vehicles.ts';

const rules: Readonly<Record<Kind, Rule>> = {
  citizen_id: checkCitizen,
  citizen_id_legacy15: checkArchiveCitizen,
  hmt_residence_permit: checkResidencePermit,
  foreign_pr_id: checkForeignResident,
  home_return_permit: checkHomeReturnPermit,
  exit_permit_hkmo: checkExitPermit,
  passport_cn: checkPassport,
  uscc: checkCredit,
  org_code: checkOrganisation,
  police_org_code: checkPoliceOrganisation,
  plate: checkPlate,
  vin: checkVin,
  mobile: checkMobile,
  device_code: checkDevice,
  ecert_id: checkCertificate,
  division: checkDivision,
  division_current: checkCurrentDivision,
  street: checkStreet,
};

/**
 * Checks one value exactly as it stands: nothing is trimmed, so a blank is an error with its position
 * (forms call `normalise` first). Never throws for any value; throws TypeError for a reference date that is none.
 */
export function check(kind: Kind, value: string, reference: Reference): Result {
  return checker(kind, reference)(value);
}

/** The same for many values: the reference is read once. */
export function checker(
  kind: Kind,
  { at, profile, divisions, tables = shippedTables }: Reference,
): (value: string) => Result {
  const rule = rules[kind];
  const setting: Setting = { day: dayOf(at), profile, divisions, tables };
  return (value) => (typeof value === 'string' ? rule(value, setting) : error('not-text'));
}

const inEitherCaseKinds: ReadonlySet<Kind> = new Set([
  ...([
    'citizen_id',
    'hmt_residence_permit',
    'foreign_pr_id',
    'home_return_permit',
    'exit_permit_hkmo',
    'passport_cn',
  ] as const),
  ...(['uscc', 'org_code', 'plate', 'vin', 'ecert_id'] as const),
]);

/**
 * What a form may do to typed input before `check`: outer blanks off, ASCII capitals, and the separators that
 * cards print (the dot of a plate, +86 of a telephone). Full-width and inner blanks are left for `check` to name.
 */
export function normalise(kind: Kind, typed: string): string {
  const text = typed.trim();
  if (kind === 'mobile') return text.replace(/^(?:\+|00)86[ -]?/, '');
  const capitals = inEitherCaseKinds.has(kind)
    ? text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    : text;
  return kind === 'plate' ? capitals.replace(/^(..)[·•.](?=.)/u, '$1') : capitals;
}
