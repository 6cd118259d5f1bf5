/**
 * A node as its users run it: `src/node/main.ts start` as a process of its own, with its own data folder and its own
 * PostgreSQL with full durability. For tests that kill things; `testNode()` is faster where nothing dies.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig, projectRoot } from '#infrastructure/config/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import type { CastKey } from '#operations/demo/index.ts';
import { startEmbedded } from '#node/index.ts';
import { accountOf, signInAt } from './node.ts';
import type { TestClient } from './node.ts';
import { freePorts } from './ports.ts';

export const people = 1000;
const readyTimeoutMs = 90_000; // a first start on a busy machine
const databaseName = 'minqiao';
const superuser = 'minqiao_superuser';

export interface NodeFolder {
  readonly dataFolder: string;
  readonly url: string;
  readonly port: number;
  readonly certificatePort: number;
  readonly databasePort: number;
  /** Connection string of the superuser of the embedded server. */
  superuserUrl(): string;
  /** Starts the node; resolves at once. */
  start(options?: StartOptions): NodeProcess;
  signIn(who: CastKey): Promise<TestClient>;
  /** Ends whatever still runs on the folder, and removes it. */
  remove(): Promise<void>;
}

export interface StartOptions {
  readonly flags?: readonly string[];
  readonly env?: Record<string, string>;
  /** Program and first arguments instead of Node on main.ts. */
  readonly command?: readonly string[];
}

export interface NodeProcess {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves when /readyz says so and that many workers are there; rejects with the output when the process ends first. */
  ready(workers?: number): Promise<void>;
  /** Exit code, or the signal that ended it. */
  ended(timeoutMs?: number): Promise<number | string>;
  workers(): number[];
}

/** A folder for a node, with ports that nobody has now. */
export async function nodeFolder(): Promise<NodeFolder> {
  const dataFolder = join(projectRoot, '.cache', 'test-nodes', randomBytes(6).toString('hex'));
  mkdirSync(dataFolder, { recursive: true });
  const [port, certificatePort, databasePort] = await freePorts(3);
  const url = `http://127.0.0.1:${port}`;
  const places = ['--data-folder', dataFolder, '--database-port', String(databasePort)];
  const ports = ['--port', String(port), '--certificate-port', String(certificatePort)];
  const flags = [...places, ...ports, '--people', String(people)];
  return {
    dataFolder,
    url,
    port,
    certificatePort,
    databasePort,
    superuserUrl() {
      const password = openSecrets(join(dataFolder, 'secrets')).find(`database-${superuser}`) ?? '';
      const [, , , actual] = readFileSync(pidFile(dataFolder), 'utf8').split('\n');
      return `postgresql://${superuser}:${password}@127.0.0.1:${actual}/${databaseName}`;
    },
    start: (options = {}) => startProcess(url, flags, options),
    signIn: (who) => signInAt(url, accountOf(who, people)),
    async remove() {
      await killFolder(dataFolder);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function startProcess(url: string, flags: readonly string[], options: StartOptions): NodeProcess {
  const command = options.command ?? [process.execPath, join(projectRoot, 'src/node/main.ts')];
  const {
    MINQIAO_PROFILE: _profile,
    DATABASE_URL: _database,
    NODE_TEST_CONTEXT: _test,
    ...outer
  } = process.env;
  const child = spawn(command[0] ?? '', [...command.slice(1), 'start', ...flags, ...(options.flags ?? [])], {
    cwd: projectRoot,
    env: {
      ...outer,
      MINQIAO_LOG_LEVEL: 'error',
      NODE_COMPILE_CACHE: join(projectRoot, '.cache', 'compile'), // as the launcher does
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the channel closes when a test run is killed; the node then stops
    detached: true, // a process group of its own: Ctrl-C goes to the group
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk));
  const workers = (): number[] => descendants(child.pid ?? 0).filter((pid) => isAlive(pid) && isWorker(pid));
  return {
    child,
    output: () => text,
    workers,
    async ready(wanted = 2) {
      for (const until = Date.now() + readyTimeoutMs; Date.now() < until; await wait(50)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the node ended:\n${text}`);
        if (text.includes('is running') && workers().length >= wanted && (await isReady(url))) return;
      }
      throw new Error(`the node did not get ready:\n${text}`);
    },
    async ended(timeoutMs = 20_000) {
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      clearTimeout(timer);
      return child.exitCode ?? child.signalCode ?? 'nothing';
    },
  };
}

/** The Node that this machine has, as a user of the launcher would run it: Node 20 is enough. */
export function machinesNode(): string {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path)) ?? process.execPath;
}

/** Whether the node says that it can serve. */
export async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status === 200;
}

/** The embedded server alone, when the node itself is down: to look at what it left. */
export function startDatabase(folder: NodeFolder): ReturnType<typeof startEmbedded> {
  const { dataFolder, databasePort } = folder;
  return startEmbedded(loadConfig({ env: {}, flags: { dataFolder, databasePort } }));
}

/** Number of the embedded server's first process, as its own file says; 0 while there is no such file. */
export function postmasterOf(dataFolder: string): number {
  try {
    return Number(readFileSync(pidFile(dataFolder), 'utf8').split('\n')[0]);
  } catch {
    return 0; // asking first whether it is there would not help: a server that comes back removes it in between
  }
}

function pidFile(dataFolder: string): string {
  return join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
}

/** Every process of the node on that folder: supervisor, workers, and the server with its own. */
export function processesOf(dataFolder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && belongs(pid, dataFolder));
}

/** kill -9 of everything on the folder, at once. */
export async function killFolder(dataFolder: string): Promise<void> {
  for (let pids = processesOf(dataFolder); pids.length > 0; pids = processesOf(dataFolder)) {
    for (const pid of pids) kill(pid);
    await wait(10);
  }
}

/** kill -9; one that has ended already is as good as killed. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}

function belongs(pid: number, dataFolder: string): boolean {
  try {
    if (!isAlive(pid)) return false;
    if (readlinkSync(`/proc/${pid}/cwd`) === join(dataFolder, 'postgres', 'cluster')) return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataFolder);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}

function descendants(pid: number): number[] {
  let children: number[];
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function isWorker(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes('worker');
  } catch {
    return false;
  }
}
