/**
 * Which units a supervisor answers for, by the codes of police organisations: the first six characters are the
 * division (GA/T 380), and a code that ends in 0000 is a unit of that division's own bureau, which leads the units of
 * its branch below it. A station's supervisor answers for the station.
 */
const bureauUnit = /0000$/;

/** The start that the codes of all these units have in common; the whole code when it is one unit. */
export function supervisedPrefix(organisation: string): string {
  if (!bureauUnit.test(organisation)) return organisation;
  const division = organisation.slice(0, 6);
  if (division.endsWith('0000')) return division.slice(0, 2);
  return division.endsWith('00') ? division.slice(0, 4) : division;
}

interface Posted {
  readonly organisation: string;
  readonly roles: readonly string[];
}

/** The start of the codes of the units whose work an officer sees: the own unit, and for a supervisor those below. */
export function unitPrefix({ organisation, roles }: Posted): string {
  return roles.includes('supervisor') ? supervisedPrefix(organisation) : organisation;
}
