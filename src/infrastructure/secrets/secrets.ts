import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fault } from './errors.ts';

/** Secrets kept outside the database: one file each, 0600, in a folder 0700. */
export interface Secrets {
  readonly folder: string;
  /** The random bytes of that name; made once, durable before they are first used. */
  bytes(name: string, lengthBytes: number): Buffer;
  /** The text of that name; `make` is called once, when there is none. */
  text(name: string, make: () => string): string;
  /** The text of that name, if there is one. */
  find(name: string): string | undefined;
}

/** Opens (and makes) the folder of secrets. */
export function openSecrets(folder: string): Secrets {
  mkdirSync(dirname(folder), { recursive: true }); // the mode below is for this folder alone
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const text = (name: string, make: () => string): string => {
    const path = join(folder, name);
    const found = readIfThere(path);
    if (found !== undefined) return found;
    return writeOnce(path, make());
  };
  return {
    folder,
    text,
    find: (name) => readIfThere(join(folder, name)),
    bytes(name, lengthBytes) {
      const value = Buffer.from(
        text(name, () => randomBytes(lengthBytes).toString('base64url')),
        'base64url',
      );
      if (value.length !== lengthBytes) throw fault('damaged', { name });
      return value;
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Two processes may make the same secret at once: the link decides who was first, both read what it holds. */
function writeOnce(path: string, value: string): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, value);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path, 'utf8');
}
