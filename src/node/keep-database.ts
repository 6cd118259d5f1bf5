import { sleep } from '#infrastructure/clock/index.ts';
import type { RunningPostgres } from '#infrastructure/postgres/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { fault } from './errors.ts';

export interface KeptDatabase {
  /** Rejects with Fault node.database-lost when the server ended and cannot be had again. */
  readonly failed: Promise<never>;
  /** Ends the watch, then the server. */
  stop(): Promise<void>;
}

const lookMs = 200; // a killed server is noticed before most callers' first retry

/**
 * Watches the embedded server, which nobody else does: one that was killed (out of memory, kill -9) is started again
 * on the same port. Meanwhile the workers answer 503; what was acknowledged is recovered from the log.
 */
export function keepDatabase(
  first: RunningPostgres,
  start: () => Promise<RunningPostgres>,
  logger: Logger,
): KeptDatabase {
  const ending = new AbortController();
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // whoever waits hears it
  let current = first;

  async function watch(): Promise<void> {
    while (!ending.signal.aborted) {
      await sleep(lookMs, ending.signal);
      if (ending.signal.aborted || current.isRunning()) continue;
      metrics.alarms.inc({ kind: 'database-ended' });
      logger.error({ pid: current.pid }, 'the database ended and is started again');
      current = await start();
      if (current.port !== first.port) throw new Error(`its port ${first.port} was taken by another program`);
    }
  }

  const watching = watch().catch((error: unknown) => {
    fail(
      fault(
        'database-lost',
        { reason: error instanceof Error ? error.message : String(error) },
        { cause: error },
      ),
    );
  });
  return {
    failed,
    async stop() {
      ending.abort();
      await watching;
      await current.stop();
    },
  };
}
