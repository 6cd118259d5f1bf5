import cluster from 'node:cluster';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { createLogger } from '#infrastructure/telemetry/index.ts';
import { fault } from './errors.ts';
import { fillNode } from './fill-node.ts';
import { prepareDatabase, reachDatabase } from './prepare-node.ts';
import { serveNode } from './serve-node.ts';
import { superviseWorkers } from './supervise.ts';
import { welcome } from './welcome.ts';

type Flags = Readonly<Record<string, string | number | undefined>>;

/** What a worker is told: flags and the port of the database; secrets it reads itself. */
interface WorkerArgument {
  readonly flags: Flags;
  readonly databasePort: number;
}

/**
 * `minqiao start`: database, migrations, declarations, demonstration data, pages, workers; then runs until told to
 * stop. Resolves when everything has stopped.
 * @throws Fault node.running and whatever keeps a step from being done
 */
export async function startNode(flags: Flags, print: (line: string) => void): Promise<void> {
  const config = loadConfig({ flags });
  const release = takeFolder(config);
  let stopPostgres: (() => Promise<void>) | undefined;
  try {
    const base = await prepareDatabase(config, print);
    stopPostgres = base.postgres?.stop;
    await fillNode(base, print);
    const argument: WorkerArgument = { flags, databasePort: base.postgres?.port ?? 0 };
    const logger = createLogger(config);
    const supervisor = superviseWorkers({
      processes: config.processes,
      argument: JSON.stringify(argument),
      logger,
    });
    const stopped = untilToldToStop();
    await Promise.race([supervisor.ready.then(() => welcome(config, print)), stopped]);
    await stopped;
    print('Stopping …');
    await supervisor.stop();
  } finally {
    await stopPostgres?.();
    release();
  }
}

/** A worker process: reaches the prepared database and serves until SIGTERM. */
export async function runWorker(argument: string): Promise<void> {
  const { flags, databasePort } = JSON.parse(argument) as WorkerArgument;
  const serving = await serveNode(reachDatabase(loadConfig({ flags }), databasePort));
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the supervisor decides
  process.once('SIGTERM', () => void serving.stop().finally(() => process.exit(0)));
}

/** One supervisor a data folder. A file left by one that was killed does not count. */
function takeFolder(config: Config): () => void {
  mkdirSync(config.dataFolder, { recursive: true });
  const file = join(config.dataFolder, 'node.pid');
  const holder = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (holder !== '' && holder !== String(process.pid) && isSupervisor(holder))
    throw fault('running', { pid: holder });
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function isSupervisor(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/node/main.ts');
  } catch {
    return false;
  }
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve()); // the launcher was killed
  });
}

export const isWorker = cluster.isWorker;
