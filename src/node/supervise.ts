import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { monotonicMs, sleep } from '#infrastructure/clock/index.ts';
import type { Fault } from '#infrastructure/faults/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { fault } from './errors.ts';
import { serveCounts } from './gather-counts.ts';
import { isWorkerNews } from './worker-news.ts';
import type { OrderToServe, WorkerFailure } from './worker-news.ts';

export interface Supervision {
  readonly processes: number;
  /** Argument of each worker: what it needs to read the configuration, without secrets. */
  readonly argument: string;
  readonly logger: Logger;
}

export interface Supervisor {
  /** Lets the workers serve, the database being ready on that port. Until then they load the program, and wait. */
  serve(databasePort: number): void;
  /** Resolves when the first round of workers serves. */
  readonly ready: Promise<void>;
  /** Rejects with a Fault when no worker ever came up and another try would not help. */
  readonly failed: Promise<never>;
  /** Asks the workers to finish what they have begun, then ends those that do not. */
  stop(): Promise<void>;
}

const quickDeathMs = 5_000; // a worker that dies sooner than this did not come up: wait before the next try
const firstPauseMs = 200;
const longestPauseMs = 10_000;
const mostFirstDeaths = 3; // of workers none of which ever served: the cause is not going to pass
const stopGraceMs = 5_000; // the node stops within ten seconds, the database included

/**
 * Keeps so many worker processes alive on one port. A worker that dies is replaced at once; one that dies young is
 * replaced after a growing pause, so that a broken start does not burn the machine. Before any has ever served, the
 * reason that a worker gives (a port in use) ends the node instead.
 */
export function superviseWorkers(supervision: Supervision): Supervisor {
  cluster.setupPrimary({ args: ['worker', supervision.argument], serialization: 'advanced' });
  const ending = new AbortController();
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // whoever waits hears it
  let order: OrderToServe | undefined;
  const serving = new Set<Worker>();
  let everServed = false;
  let firstDeaths = 0;

  function judgeDeath(code: number | null, reason: WorkerFailure | undefined): void {
    const says = reason ? { reason: `${reason.zh} · ${reason.en}` } : {};
    supervision.logger.error({ code, ...says }, 'a worker ended and is replaced');
    if (everServed) return;
    firstDeaths++;
    if (reason?.lasting || firstDeaths >= mostFirstDeaths) fail(asFault(reason, code));
  }

  async function keepOne(onReady: () => void): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!ending.signal.aborted) {
      const bornMs = monotonicMs();
      const worker = cluster.fork();
      if (order) tell(worker, order);
      serveCounts(worker, () => serving);
      let reason: WorkerFailure | undefined;
      worker.on('message', (message: unknown) => {
        if (!isWorkerNews(message)) return;
        if (message.minqiao === 'failed') reason = message.failure;
        else everServed = true;
        if (message.minqiao === 'serving') {
          serving.add(worker);
          onReady();
        }
      });
      const code = await exitOf(worker);
      serving.delete(worker);
      if (ending.signal.aborted) return;
      judgeDeath(code, reason);
      const diedYoung = monotonicMs() - bornMs < quickDeathMs;
      pauseMs = diedYoung ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
      if (diedYoung) await sleep(pauseMs, ending.signal);
    }
  }

  const first = Array.from(
    { length: supervision.processes },
    () => new Promise<void>((resolve) => void keepOne(resolve)),
  );
  return {
    serve(databasePort) {
      order = { minqiao: 'serve', databasePort };
      for (const worker of Object.values(cluster.workers ?? {})) if (worker) tell(worker, order);
    },
    ready: Promise.all(first).then(() => undefined),
    failed,
    async stop() {
      ending.abort();
      await stopWorkers();
    },
  };
}

/** A worker that is gone needs no order: its successor gets one. */
function tell(worker: Worker, order: OrderToServe): void {
  worker.send(order, () => undefined);
}

async function stopWorkers(): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const gone = Promise.all(workers.map(exitOf));
  for (const worker of workers) worker.process.kill('SIGTERM');
  const grace = new AbortController();
  await Promise.race([gone, sleep(stopGraceMs, grace.signal)]);
  grace.abort();
  for (const worker of workers) if (!worker.isDead()) worker.process.kill('SIGKILL');
  await gone;
}

function exitOf(worker: Worker): Promise<number | null> {
  if (worker.isDead()) return Promise.resolve(worker.process.exitCode);
  return new Promise((resolve) => worker.once('exit', (code) => resolve(code)));
}

function asFault(reason: WorkerFailure | undefined, code: number | null): Fault {
  const fallback = { zh: `退出码 ${code}`, en: `exit code ${code}` };
  const { zh, en } = reason ?? fallback;
  return fault('worker-failed', { reason: `${zh} · ${en}` });
}
