import { readFileSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';
import { openCatalogue } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { fault } from './errors.ts';
import { compileSnapshot } from './snapshot.ts';

/** The packs that a node of this profile is made of, as folders of the project. */
export function packFolders(profile: 'demo' | 'production'): string[] {
  const names = ['core', 'regulations', ...(profile === 'demo' ? ['demo'] : [])];
  return names.map((name) => join(projectRoot, 'packs', name));
}

/**
 * The catalogue of pack folders alone: for commands and tools. A node that serves follows releases instead.
 * @throws Fault catalogue.unreadable-pack, catalogue.invalid-pack with every finding and its fix as a detail
 */
export function loadCatalogue(folders: readonly string[]): Catalogue {
  return openCatalogue(compileSnapshot(readPacks(folders))).catalogue;
}

/**
 * The files of pack folders, with paths that begin with the folder's name.
 * @throws Fault catalogue.unreadable-pack
 */
export function readPacks(folders: readonly string[]): readonly PackFile[] {
  return folders.flatMap(readFolder);
}

function readFolder(folder: string): PackFile[] {
  return listFolder(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: `${folder.split(sep).at(-1)}/${relative(folder, file).split(sep).join('/')}`,
      text: readFileSync(file, 'utf8'),
    }));
}

function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fault('unreadable-pack', { folder, reason: code ?? message }, { cause });
  }
}
