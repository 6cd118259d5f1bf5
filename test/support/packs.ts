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

/** The core pack with some files replaced, added or (null) taken out; without the vocabulary that no resource uses, which is
 * most of it and would make each of a test's hundreds of readings long. */
export function editedFiles(
  edits: Readonly<Record<string, string | null | ((text: string) => string)>>,
): PackFile[] {
  small ??= usedFiles(packFiles());
  const files = new Map(small.map((file) => [file.path, file.text]));
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) files.delete(path);
    else files.set(path, typeof edit === 'string' ? edit : edit(files.get(path) ?? ''));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

let small: PackFile[] | undefined;

/** Leaves out element files of which no resource names an element (the common ones stay, tests use them), and code lists that no
 * remaining element names. */
function usedFiles(files: PackFile[]): PackFile[] {
  const named = (key: string, within: readonly PackFile[]) =>
    new Set(
      within.flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`${key}: ([a-z0-9-]+)`, 'g'))].map((found) => found[1]),
      ),
    );
  const elements = named(
    'element',
    files.filter(({ path }) => path.includes('/resources/')),
  ).add('remark');
  const kept = files.filter(
    ({ path, text }) =>
      !path.includes('/elements/') ||
      [...text.matchAll(/^ {2}([a-z0-9-]+):$/gm)].some((found) => elements.has(found[1])),
  );
  const codeLists = named('codes', kept);
  return kept.filter(({ path }) => {
    const list = /\/code-lists\/([a-z0-9-]+)\./.exec(path)?.[1];
    return list === undefined || codeLists.has(list);
  });
}
