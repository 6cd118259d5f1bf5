/** The division table as shipped, for tests below the level that loads it. */
import { readFileSync } from 'node:fs';
import { divisionTable, parseDivisions, type DivisionTable } from '#standards/identifiers/index.ts';

const rows = (path: string) =>
  parseDivisions(readFileSync(new URL(`../../packs/${path}`, import.meta.url), 'utf8'));

/** Real divisions, present and past; with the fictional province when `demo`. */
export function shippedDivisions(profile: 'demo' | 'production'): DivisionTable {
  const real = [...rows('divisions/history.csv'), ...rows('divisions/current.csv')];
  return divisionTable(profile === 'demo' ? [...real, ...rows('demo/divisions/divisions.csv')] : real);
}
