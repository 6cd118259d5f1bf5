import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { binariesIn, findBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { fault } from './errors.ts';
import { disownPidFile, findPostmaster, isOurs, listServerProcesses } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { asServerUser, serverUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

export interface PostgresOptions {
  /** Folder of the cluster and its log. */
  readonly folder: string;
  /** Preferred port; another free one is taken when a stranger has it. 0 = any. */
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  /** Further server settings (`-c name=value`); durability is never set here, only by tests that need it off. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of another PostgreSQL's programs (`bin` below it), for tests of the versions that a service may have. */
  readonly programs?: string;
}

export interface RunningPostgres {
  readonly port: number;
  readonly pid: number;
  /** It ran already: whoever started it stops it. */
  readonly adopted: boolean;
  /** Whether the server's process lives; false after a crash that took the whole server. */
  isRunning(): boolean;
  /** Connection string for a role of this server. */
  url(role: string, password: string, database: string): string;
  /** Fast shutdown: open transactions roll back, everything acknowledged is on disk. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000; // crash recovery after kill -9 under load included
const stopTimeoutMs = 30_000;
const orphansTimeoutMs = 5_000; // they notice the death of their postmaster at their next wait
const heldPauseMs = 250;
const settleMs = 100;
const pollMs = 25;

/**
 * Starts the embedded server, or adopts the one that already runs on this folder (its supervisor was killed).
 * A stale postmaster.pid, also one whose number now belongs to a stranger, does not stop it.
 * @throws Fault postgres.no-binaries, postgres.not-as-root, postgres.did-not-start
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const data = join(options.folder, 'cluster');
  mkdirSync(options.folder, { recursive: true });
  const running = await findRunning(options, data);
  if (running) return handle(options, running, data, true);
  const found = options.programs ? binariesIn(options.programs, options.programs) : findBinaries();
  const user = serverUser([options.folder]);
  const binaries = reachableBinaries(found, user);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(options, data, binaries, user);
  await endOrphans(data);
  const port = await freePort(options.port);
  for (let round = 0; ; round++) {
    const child = launch(options, data, binaries, user, port);
    const started = await untilReady(options, data, port, child);
    if (started) return started;
    // Where the processes of a killed server cannot be listed, PostgreSQL itself sees them and declines.
    const held = lastLines(options.folder).includes('shared memory block');
    if (!held || round >= orphansTimeoutMs / heldPauseMs)
      throw didNotStart(options, `no answer on port ${port}. ${lastLines(options.folder)}`);
    await wait(heldPauseMs);
  }
}

/** The server that runs on this folder, once it is ready; one that is just stopping is waited for. */
async function findRunning(options: PostgresOptions, data: string): Promise<Postmaster | undefined> {
  for (let round = 0; round < startTimeoutMs / settleMs; round++) {
    const found = findPostmaster(data);
    if (!found) return undefined;
    if (!isOurs(found.pid, data)) {
      if (existsSync(`/proc/${found.pid}`)) disownPidFile(data);
      return undefined;
    }
    await wait(settleMs); // one that has just been killed looks alive for a moment
    if (found.state === 'ready' && isOurs(found.pid, data)) return found;
  }
  throw didNotStart(options, 'a server on this folder neither got ready nor ended');
}

/** What a killed server left behind has no client any more; two servers on one folder would ruin it. */
async function endOrphans(data: string): Promise<void> {
  for (let round = 0; round < orphansTimeoutMs / pollMs; round++) {
    if (listServerProcesses(data).length === 0) return;
    await wait(pollMs);
  }
  for (const pid of listServerProcesses(data)) endProcess(pid);
  await wait(pollMs);
}

/** Kills it, unless it ended since it was listed. */
function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function initialise(options: PostgresOptions, data: string, binaries: Binaries, user: ServerUser): void {
  const draft = `${data}.new`; // renamed when whole: a set-up that was killed half-way is begun anew
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const passwordFile = join(options.folder, 'initdb-password');
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(draft, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const named = ['-D', draft, '-U', options.superuser, `--pwfile=${passwordFile}`];
  const settled = [
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const command = asServerUser(user, binaries.initdb, [...named, ...settled]);
  const result = spawnSync(command.file, command.args, { ...command.options, encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw didNotStart(options, `initdb: ${(result.stderr || result.stdout || String(result.error)).trim()}`);
  }
  rmSync(data, { recursive: true, force: true });
  renameSync(draft, data);
}

/** Sized for one laptop; an agency's own server comes through DATABASE_URL. */
const baseSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of statements quote values (`Key (…)=(…) already exists`): they go to our log, which leaves those out.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  password_encryption: 'scram-sha-256',
};

function launch(
  options: PostgresOptions,
  data: string,
  binaries: Binaries,
  user: ServerUser,
  port: number,
): ChildProcess {
  const settings = { ...baseSettings, ...options.settings, port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(join(options.folder, 'postgres.log'), 'a', 0o600);
  const command = asServerUser(user, binaries.postgres, ['-D', realpathSync(data), ...flags]);
  const child = spawn(command.file, command.args, {
    ...command.options,
    detached: true, // Ctrl-C goes to us; we then stop the server after the workers, not before
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined); // it then has no pid, which untilReady sees
  child.unref();
  closeSync(log);
  return child;
}

async function untilReady(
  options: PostgresOptions,
  data: string,
  port: number,
  child: ChildProcess,
): Promise<RunningPostgres | undefined> {
  for (let round = 0; round < startTimeoutMs / pollMs; round++) {
    await wait(pollMs);
    const postmaster = findPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.state === 'ready')
      return handle(options, postmaster, data, false);
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
  }
  throw didNotStart(options, `not ready on port ${port} in time. ${lastLines(options.folder)}`);
}

function handle(
  options: PostgresOptions,
  { pid, port }: Pick<Postmaster, 'pid' | 'port'>,
  data: string,
  adopted: boolean,
): RunningPostgres {
  return {
    pid,
    port,
    adopted,
    isRunning: () => isOurs(pid, data),
    url: (role, password, database) =>
      `postgresql://${encodeURIComponent(role)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => stop(options, pid, data),
  };
}

async function stop(options: PostgresOptions, pid: number, data: string): Promise<void> {
  if (!isOurs(pid, data)) return;
  process.kill(pid, 'SIGINT');
  for (let round = 0; round < stopTimeoutMs / pollMs; round++) {
    if (!isOurs(pid, data)) return;
    await wait(pollMs);
  }
  process.kill(pid, 'SIGQUIT'); // immediate: recovery at the next start, nothing acknowledged is lost
  throw didNotStart(options, 'the server did not stop in time and was ended at once');
}

async function freePort(preferred: number): Promise<number> {
  const tryPort = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
      });
    });
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('no free port on this machine');
  return port;
}

function didNotStart(options: PostgresOptions, reason: string): Error {
  return fault('did-not-start', { reason, log: join(options.folder, 'postgres.log') });
}

function lastLines(folder: string): string {
  try {
    return readFileSync(join(folder, 'postgres.log'), 'utf8').trim().split('\n').slice(-3).join(' ');
  } catch {
    return '';
  }
}
