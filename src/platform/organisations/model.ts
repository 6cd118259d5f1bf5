/** What a police organisation is at a time; dates are calendar days `YYYY-MM-DD`. */
export interface State {
  readonly code: string;
  /** Code of the one that it stands under; null for a root. */
  readonly parent: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly shortName: string;
  readonly kind: string;
  readonly level: string;
  readonly branch: string;
}

/** A state with its time. `until` and `abolishedOn` are the first day on which it no longer is. */
export interface Organisation extends State {
  readonly since: string;
  readonly establishedOn: string;
  readonly abolishedOn: string | null;
}

/** Longest values, in characters: those of the declared elements (packs/core/elements/police.yaml). */
export const longest = { nameZh: 100, nameEn: 200, shortName: 40, basis: 200 } as const;
/** Organisations from a root down, the root included: the ministry's own structure has eight. */
export const maxDepth = 16;

/** The part of a code that says where: `690100` stands for all of `6901`, `690000` for all of `69`. */
export function divisionPrefix(division: string): string {
  if (division.endsWith('0000')) return division.slice(0, 2);
  return division.endsWith('00') ? division.slice(0, 4) : division;
}
