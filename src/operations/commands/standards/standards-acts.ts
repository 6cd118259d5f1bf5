/** What the verbs do: loaded when one is called, so that help and wrong usage are answered at once. */
import { resolve } from 'node:path';
import { loadConfig } from '#infrastructure/config/index.ts';
import { loadCatalogue, packFolders } from '#platform/catalogue/index.ts';
import { table } from '../output.ts';

export { checkStandards } from './check-standards.ts';
export { exportStandards } from './export-standards.ts';
export { importStandards } from './import-standards.ts';

/** Prints the declared resources. */
export function listResources(): void {
  const { pack } = loadCatalogue(foldersOf([]));
  const rows = [...pack.resources.values()].map((one) => [
    one.name,
    one.title.zh,
    one.title.en,
    one.owner,
    String(one.fields.length),
  ]);
  process.stdout.write(`${table([['resource', '', '', 'owner', 'fields'], ...rows])}\n`);
}

/** The folders named, or those of the packs that this node loads. */
export function foldersOf(folders: readonly string[]): string[] {
  return folders.length > 0 ? folders.map((folder) => resolve(folder)) : packFolders(loadConfig().profile);
}
