import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';

/** What is done to a file of the packs: replaced, edited, or (null) taken out. A folder is taken out too. */
export type Edits = Readonly<Record<string, string | null | ((text: string) => string)>>;

/** A copy of the shipped packs (core and regulations) on disk, with some files edited; an edit that changes nothing throws. */
export function editedPacks(edits: Edits): { readonly folders: readonly string[]; remove(): void } {
  const parent = join(projectRoot, '.cache', 'test-packs');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(`${parent}/`);
  const names = ['core', 'regulations'];
  for (const name of names) cpSync(join(projectRoot, 'packs', name), join(root, name), { recursive: true });
  for (const [path, edit] of Object.entries(edits)) editOne(join(root, path), edit);
  return {
    folders: names.map((name) => join(root, name)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function editOne(path: string, edit: Edits[string]): void {
  if (edit === null) return rmSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  if (typeof edit === 'string') return writeFileSync(path, edit);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`the edit of ${path} changed nothing`);
  writeFileSync(path, after);
}
