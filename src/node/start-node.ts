import { loadConfig } from '#infrastructure/config/index.ts';
import { createLogger } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { buildPages } from './build-pages.ts';
import { takeFolder } from './data-folder.ts';
import { fillNode } from './fill-node.ts';
import { answerCounts } from './gather-counts.ts';
import { keepDatabase } from './keep-database.ts';
import { prepareDatabase, reachDatabase, startEmbedded } from './prepare-node.ts';
import type { NodeBase } from './prepare-node.ts';
import { asListenFault, requirePorts } from './require-ports.ts';
import { serveNode } from './serve-node.ts';
import { startPublisher } from './start-publisher.ts';
import { superviseWorkers } from './supervise.ts';
import type { Supervisor } from './supervise.ts';
import { welcome } from './welcome.ts';
import { failureOf, orderToServe, tellSupervisor } from './worker-news.ts';

type Flags = Readonly<Record<string, string | number | undefined>>;

/**
 * `minqiao start`: database, migrations, declarations, demonstration data, pages, workers; then runs until told to
 * stop. Resolves when everything has stopped.
 * @throws Fault node.* and whatever keeps a step from being done
 */
export async function startNode(flags: Flags, print: (line: string) => void): Promise<void> {
  const config = loadConfig({ flags });
  const told = untilToldToStop();
  let started = false;
  void told.then(() => started && print('Stopping … · 正在停止……'));
  const giveBack = await takeFolder(config.dataFolder);
  started = true;
  try {
    await requirePorts(config);
    const logger = createLogger(config);
    // The workers load the program while the database is made ready.
    const supervisor = superviseWorkers({
      processes: config.processes,
      argument: JSON.stringify(flags),
      logger,
    });
    try {
      const base = await prepareDatabase(config, print);
      await runOn(base, { supervisor, logger, told, print });
    } finally {
      await supervisor.stop();
    }
  } finally {
    started = false; // what ends the process from here on is no order to stop
    giveBack();
  }
}

interface Running {
  readonly supervisor: Supervisor;
  readonly logger: Logger;
  /** Resolves when the node was told to stop. */
  readonly told: Promise<void>;
  readonly print: (line: string) => void;
}

async function runOn(base: NodeBase, running: Running): Promise<void> {
  const { config, postgres } = base;
  const { logger, told, print } = running;
  const database = postgres && keepDatabase(postgres, () => startEmbedded(config), logger);
  const failed = database ? database.failed : new Promise<never>(() => undefined);
  const ending = new AbortController();
  try {
    const filled = Promise.all([fillNode(base, print), buildPages(print, ending.signal)]).then(() => true);
    filled.catch(() => undefined); // told to stop meanwhile, it fails on the database that goes away
    if (!(await Promise.race([filled, failed, told.then(() => false)]))) return;
    await serveUntil(Promise.race([told, failed]), base, running);
  } finally {
    ending.abort();
    await database?.stop();
  }
}

async function serveUntil(
  ended: Promise<void>,
  base: NodeBase,
  { supervisor, logger, print }: Running,
): Promise<void> {
  const { config, postgres } = base;
  supervisor.serve(postgres?.port ?? 0);
  const publisher = await startPublisher(base, logger);
  try {
    const end = Promise.race([ended, supervisor.failed]);
    await Promise.race([supervisor.ready.then(() => welcome(config, print)), end]);
    await end;
  } finally {
    await supervisor.stop();
    await publisher.stop();
  }
}

/** A worker process: loads the program, waits for the database to be ready, and serves until SIGTERM. */
export async function runWorker(argument: string): Promise<void> {
  const flags = JSON.parse(argument) as Flags;
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the supervisor decides
  const config = loadConfig({ flags });
  const logger = createLogger(config);
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a worker met an error that nobody expected');
    process.exit(1);
  });
  try {
    answerCounts();
    const { databasePort } = await orderToServe();
    const serving = await serveNode(reachDatabase(config, databasePort), { reusePort: true });
    process.once('SIGTERM', () => void serving.stop().finally(() => process.exit(0)));
    await tellSupervisor({ minqiao: 'serving' });
  } catch (error) {
    logger.error({ err: error }, 'a worker could not come up');
    await tellSupervisor({ minqiao: 'failed', failure: failureOf(asListenFault(error, config)) });
    process.exit(1);
  }
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve()); // the launcher was killed
  });
}
