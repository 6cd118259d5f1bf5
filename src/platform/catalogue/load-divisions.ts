import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  divisionTable,
  parseDivisions,
  type DivisionTable,
  type Profile,
} from '#standards/identifiers/index.ts';

/**
 * Reads the division files of `packs/` (about 220 KB) into a table. The fictional province 69 is in it only in profile demo.
 * `root` is the folder that holds packs/. Throws when a file is missing or a line of it is broken.
 */
export function loadDivisions(profile: Profile, root = join(import.meta.dirname, '../../..')): DivisionTable {
  const files = ['packs/divisions/history.csv', 'packs/divisions/current.csv'];
  if (profile === 'demo') files.push('packs/demo/divisions/divisions.csv');
  return divisionTable(files.flatMap((file) => parseDivisions(readFileSync(join(root, file), 'utf8'))));
}
