import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fault } from './errors.ts';

/** As whom the server runs: nothing for an ordinary user; for root another user, because PostgreSQL refuses root. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const candidates = ['postgres', 'nobody'];

/**
 * Finds a user for the server. Started by root (containers, CI), it becomes `postgres` or `nobody`.
 * @throws Fault postgres.not-as-root when that user cannot reach the binaries or the data
 */
export function serverUser(folders: readonly string[]): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = candidates
    .map((name) => users.find((user) => user[0] === name))
    .find((user) => user !== undefined);
  const user = { uid: Number(row?.[2] ?? 65_534), gid: Number(row?.[3] ?? 65_534) };
  for (const folder of folders) {
    const reached = spawnSync('ls', ['-d', `${folder}/.`], { ...user, stdio: 'ignore' });
    if (reached.status !== 0) throw fault('not-as-root', { user: row?.[0] ?? String(user.uid), folder });
  }
  return user;
}
