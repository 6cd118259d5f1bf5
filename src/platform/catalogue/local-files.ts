import { compareVersions } from '#standards/bundles/index.ts';
import { isDeclarationFile, parsePack } from '#standards/declarations/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';

/** What was declared on this node is a pack of its own, kept in the database instead of a folder. */
export const localPack = 'local';

const header: PackFile = {
  path: `${localPack}/pack.yaml`,
  text: JSON.stringify({
    name: localPack,
    version: '1.0.0',
    title: { zh: '本地声明', en: 'Local declarations' },
  }),
};

/**
 * All files of a node: the packs that came with the program; in place of their declarations those of a pack that was taken, unless
 * the program brought a higher version since; and the node's own declarations as a pack beside them. `stored` is what the database
 * keeps, taken and local.
 */
export function withLocal(packs: readonly PackFile[], stored: readonly PackFile[]): readonly PackFile[] {
  if (stored.length === 0) return packs;
  const local = stored.filter(({ path }) => packOf(path) === localPack);
  const taken = stored.filter(({ path }) => packOf(path) !== localPack);
  const standing = standingPacks(packs, taken);
  return [
    ...packs.filter(({ path }) => !standing.has(packOf(path)) || !isDeclarationFile(path)),
    ...taken.filter(({ path }) => standing.has(packOf(path))),
    ...(local.length === 0 ? [] : [header, ...local]),
  ];
}

/** Names of the taken packs that stand in place of what came with the program. */
function standingPacks(packs: readonly PackFile[], taken: readonly PackFile[]): ReadonlySet<string> {
  const names = new Set(taken.map(({ path }) => packOf(path)));
  return new Set(
    [...names].filter((name) => {
      const [shipped, here] = [versionIn(packs, name), versionIn(taken, name)];
      return shipped === null || (here !== null && compareVersions(here, shipped) >= 0);
    }),
  );
}

/** The version that a pack's own `pack.yaml` states; null when it has none. */
export function versionIn(files: readonly PackFile[], pack: string): string | null {
  const file = files.find(({ path }) => path === `${pack}/pack.yaml`);
  return file === undefined ? null : (parsePack([file]).pack?.headers[0]?.version ?? null);
}

/** The pack of a file: the folder that its path begins with. */
export function packOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')));
}

/** Whether a file is a local declaration, one that may change here. */
export function isLocal({ path }: Pick<PackFile, 'path'>): boolean {
  return path.startsWith(`${localPack}/`) && path !== header.path;
}

/** One stored file as it will be: `text` null takes it out. */
export interface LocalChange {
  readonly path: string;
  readonly text: string | null;
}

/** The stored files after some changes, by path. */
export function changedFiles(
  local: readonly PackFile[],
  changes: readonly LocalChange[],
): readonly PackFile[] {
  const files = new Map(local.map(({ path, text }) => [path, text]));
  for (const { path, text } of changes) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return [...files].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
