import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { now } from '#infrastructure/clock/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { encodeBundle, findAltered, planTaking } from '#standards/bundles/index.ts';
import type { Bundle } from '#standards/bundles/index.ts';
import { printLine, printProblems } from '../output.ts';
import type { Language } from '../output.ts';
import { openBundle, readKeys } from './bundle-files.ts';
import { differenceLines } from './diff-packs.ts';
import { takenOf } from './verify-pack.ts';

/** Beside the packs: the bundles that were taken, whole, so that what was altered since can be named. */
const takenFolder = '.taken';

export interface ImportOptions {
  /** The folder of pack folders. */
  readonly into: string;
  readonly key: readonly string[];
  /** Without it what would change is only shown. */
  readonly apply: boolean;
}

/**
 * Takes a bundle into a folder of packs: verifies it, shows what changes, and with `apply` puts it in place of the version that is
 * there, in one rename. Anything that speaks against it leaves the folder as it was.
 * @returns whether nothing speaks against it
 */
export function importPack(file: string, options: ImportOptions, language: Language): boolean {
  const keys = readKeys(options.key);
  const into = resolve(options.into);
  const bundle = openBundle(file, language);
  if (bundle === null) return false;
  finishSwap(into, bundle.header.name);
  const files = readPacks(packFoldersIn(into));
  const here = takenIn(into, language);
  if (here === null) return false;
  const place = { files, at: now(), keys, taken: here.map(takenOf), rowsOf: () => null, agreementsOf: () => [] };
  const plan = planTaking(bundle, place, nodeCrypto);
  const altered = here.flatMap((one) => findAltered(one, files));
  printProblems([...plan.problems, ...altered], language);
  for (const { severity, ...one } of plan.review.findings)
    if (severity === 'error') printLine(`${one.file}:${one.line} [${one.code}] ${one[language]}`);
  for (const line of differenceLines(plan, language)) printLine(line);
  if (!plan.ok || altered.length > 0) return false;
  if (options.apply) swap(into, bundle);
  else printLine(language === 'zh' ? '未改动任何文件；加 --apply 取用' : 'nothing was changed; --apply takes it');
  return true;
}

/** Writes the files of a bundle below a new folder. @throws Fault when the folder is there already */
export function writeFiles(folder: string, { files }: Bundle): void {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path); // `readBundle` refused every path that could leave the folder
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { flag: 'wx' });
  }
}

function packFoldersIn(into: string): string[] {
  return readdirSync(into)
    .map((name) => join(into, name))
    .filter((folder) => existsSync(join(folder, 'pack.yaml')));
}

function takenIn(into: string, language: Language): Bundle[] | null {
  const folder = join(into, takenFolder);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const bundles = names.map((name) => openBundle(join(folder, name), language));
  return bundles.every((one) => one !== null) ? bundles : null;
}

function places(into: string, name: string) {
  const folder = join(into, takenFolder);
  return { folder, next: join(folder, `${name}.next`), last: join(folder, `${name}.last`), pack: join(into, name) };
}

function swap(into: string, bundle: Bundle): void {
  const { folder, next, last, pack } = places(into, bundle.header.name);
  mkdirSync(folder, { recursive: true });
  rmSync(next, { recursive: true, force: true });
  writeFiles(next, bundle);
  writeFileSync(`${next}.bundle`, encodeBundle(bundle));
  if (existsSync(pack)) renameSync(pack, last);
  renameSync(next, pack);
  finishSwap(into, bundle.header.name);
}

/** Ends a swap that was cut off: the new version where it stands whole, the old one where it doesn't. */
export function finishSwap(into: string, name: string): void {
  const { folder, next, last, pack } = places(into, name);
  if (!existsSync(pack) && existsSync(last)) renameSync(last, pack);
  else if (existsSync(`${next}.bundle`) && !existsSync(next)) renameSync(`${next}.bundle`, join(folder, `${name}.json`));
  for (const left of [next, `${next}.bundle`, last]) rmSync(left, { recursive: true, force: true });
}
