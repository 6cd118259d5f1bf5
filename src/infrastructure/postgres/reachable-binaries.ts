import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { binariesIn } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { asServerUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

/** Only root writes there, so nobody else can put a server of their own in place. */
const placeForCopies = '/var/lib/minqiao';

/**
 * The binaries where the server's user can start them. PostgreSQL's programs look at one another with access(2), which
 * no capability helps: when the project lies below a folder that is closed to that user (/root, a private temporary
 * folder), root puts a copy (60 MB, once for each release) where everybody may read.
 */
export function reachableBinaries(found: Binaries, user: ServerUser): Binaries {
  if (user.uid === undefined || canStart(found, user)) return found;
  const release = createHash('sha256').update(found.release).digest('hex').slice(0, 12);
  const copy = join(placeForCopies, `postgres-${release}`);
  if (!existsSync(copy)) copyTree(dirname(found.folder), copy);
  return binariesIn(copy, found.release);
}

function canStart({ postgres }: Binaries, { uid, gid }: ServerUser): boolean {
  const plain: ServerUser = uid === undefined || gid === undefined ? {} : { uid, gid };
  const command = asServerUser(plain, 'test', ['-x', postgres]);
  return spawnSync(command.file, command.args, { ...command.options, stdio: 'ignore' }).status === 0;
}

/** Several nodes may start at once: each copies aside, the first to rename wins, the others throw theirs away. */
function copyTree(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  const draft = `${to}.${randomBytes(6).toString('hex')}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
