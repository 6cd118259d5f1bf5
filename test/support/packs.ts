import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePack } from '#standards/declarations/index.ts';
import type { Pack, PackFile } from '#standards/declarations/index.ts';

const root = join(import.meta.dirname, '../../packs');

/** The declaration files of packs as they stand in `packs/`, with paths such as `core/resources/person.yaml`. */
export function packFiles(names: readonly string[] = ['core', 'regulations']): PackFile[] {
  return names.flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(yaml|csv)$/.test(path) && !/^(policies|identifier-tables)\//.test(path))
      .map((path) => ({ path: `${name}/${path}`, text: readFileSync(join(root, name, path), 'utf8') })),
  );
}

let parsed: Pack | undefined;

/** The core pack with its regulations, parsed once; it must be without errors. */
export function corePack(): Pack {
  if (parsed === undefined) {
    const { pack, errors } = parsePack(packFiles());
    if (pack === null)
      throw new Error(errors.map(({ file, line, en }) => `${file}:${line} ${en}`).join('\n'));
    parsed = pack;
  }
  return parsed;
}

/** The core pack with some files replaced, added or (null) taken out. */
export function editedFiles(
  edits: Readonly<Record<string, string | null | ((text: string) => string)>>,
): PackFile[] {
  const files = new Map(packFiles().map((file) => [file.path, file.text]));
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) files.delete(path);
    else files.set(path, typeof edit === 'string' ? edit : edit(files.get(path) ?? ''));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}
