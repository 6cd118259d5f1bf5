import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fault } from './errors.ts';

/** As whom the server runs: nothing for an ordinary user; for root another user, because PostgreSQL refuses root. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
  /**
   * The project lies where that user may not enter (/root, a private temporary folder): the server then starts
   * through setpriv with the one capability of passing through folders, and is still not root.
   */
  readonly mayPass?: boolean;
}

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: {
    readonly uid?: number;
    readonly gid?: number;
    readonly env: Record<string, string>;
    readonly cwd: string;
  };
}

const candidates = ['postgres', 'nobody'];
const nobody = 65_534;
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/**
 * Finds a user for the server. Started by root (containers, CI), it becomes `postgres` or `nobody`.
 * @throws Fault postgres.not-as-root when that user can in no way reach the binaries and the data
 */
export function serverUser(folders: readonly string[]): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = candidates
    .map((name) => users.find((user) => user[0] === name))
    .find((user) => user !== undefined);
  const user = { uid: Number(row?.[2] ?? nobody), gid: Number(row?.[3] ?? nobody) };
  const barred = folders.find((folder) => !reaches(user, folder));
  if (barred === undefined) return user;
  const passing = { ...user, mayPass: true };
  if (!folders.every((folder) => reaches(passing, folder))) {
    throw fault('not-as-root', { user: row?.[0] ?? String(user.uid), folder: barred });
  }
  return passing;
}

function reaches(user: ServerUser, folder: string): boolean {
  const command = asServerUser(user, 'ls', ['-d', `${folder}/.`]);
  return spawnSync(command.file, command.args, { ...command.options, stdio: 'ignore' }).status === 0;
}

/** The command that runs a program as the server's user. */
export function asServerUser(user: ServerUser, file: string, args: readonly string[]): ServerCommand {
  const { uid, gid, mayPass } = user;
  const options = { env: environment, cwd: '/' };
  if (uid === undefined || gid === undefined) return { file, args, options };
  if (!mayPass) return { file, args, options: { ...options, uid, gid } };
  const capability = 'dac_read_search'; // to pass through folders; writing stays forbidden outside its own
  const wrapper = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const grant = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return { file: 'setpriv', args: [...wrapper, ...grant, file, ...args], options };
}
