import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { monotonicMs, sleep } from '#infrastructure/clock/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';

export interface Supervision {
  readonly processes: number;
  /** Argument of each worker: what it needs to open the node, without secrets. */
  readonly argument: string;
  readonly logger: Logger;
}

export interface Supervisor {
  /** Resolves when the first round of workers listens. */
  readonly ready: Promise<void>;
  /** Asks the workers to finish what they have begun, then ends those that do not. */
  stop(): Promise<void>;
}

const quickDeathMs = 5_000; // a worker that dies sooner than this did not come up: wait before the next try
const firstPauseMs = 200;
const longestPauseMs = 10_000;
const stopGraceMs = 10_000;

/**
 * Keeps so many worker processes alive on one port. A worker that dies is replaced at once; one that dies young is
 * replaced after a growing pause, so that a broken start does not burn the machine.
 */
export function superviseWorkers(supervision: Supervision): Supervisor {
  cluster.setupPrimary({ args: ['worker', supervision.argument], serialization: 'advanced' });
  let stopping = false;
  let pauseMs = firstPauseMs;

  async function keepOne(onReady: () => void): Promise<void> {
    while (!stopping) {
      const bornMs = monotonicMs();
      const worker = cluster.fork();
      worker.once('listening', onReady);
      const code = await exitOf(worker);
      if (stopping) return;
      supervision.logger.error({ code }, 'a worker ended and is replaced');
      const diedYoung = monotonicMs() - bornMs < quickDeathMs;
      pauseMs = diedYoung ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
      if (diedYoung) await sleep(pauseMs);
    }
  }

  const ready = Promise.all(
    Array.from(
      { length: supervision.processes },
      () => new Promise<void>((resolve) => void keepOne(resolve)),
    ),
  ).then(() => undefined);
  return {
    ready,
    async stop() {
      stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      for (const worker of workers) worker.process.kill('SIGTERM');
      await Promise.race([Promise.all(workers.map(exitOf)), sleep(stopGraceMs)]);
      for (const worker of workers) if (!worker.isDead()) worker.process.kill('SIGKILL');
    },
  };
}

function exitOf(worker: Worker): Promise<number | null> {
  if (worker.isDead()) return Promise.resolve(worker.process.exitCode);
  return new Promise((resolve) => worker.once('exit', (code) => resolve(code)));
}
