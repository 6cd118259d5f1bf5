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

/** All files of a node: its packs, and its own declarations as a pack beside them. */
export function withLocal(packs: readonly PackFile[], local: readonly PackFile[]): readonly PackFile[] {
  return local.length === 0 ? packs : [...packs, header, ...local];
}

/** Whether a file is a local declaration, one that may change here. */
export function isLocal({ path }: Pick<PackFile, 'path'>): boolean {
  return path.startsWith(`${localPack}/`) && path !== header.path;
}

/** One local declaration as it will be: `text` null takes it out. */
export interface LocalChange {
  readonly path: string;
  readonly text: string | null;
}

/** The local files after some changes, by path. */
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
