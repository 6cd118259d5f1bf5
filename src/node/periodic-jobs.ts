import { monotonicMs, now, sleep } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { sweepBudgets } from '#security/access/index.ts';
import { expireAccounts } from '#security/identity/index.ts';
import { getLedgerHealth } from '#security/ledger/index.ts';
import type { Services } from './open-services.ts';
import { tryLeadJobs } from './sql.ts';

/** Something that is done again and again. */
export interface PeriodicJob {
  readonly name: string;
  readonly everyMs: number;
  /** Where it runs: in the one process that leads, or in each (what a process says of itself). */
  readonly where: 'leader' | 'each';
  run(at: Date): Promise<void>;
}

export interface PeriodicJobsOptions {
  /** Connection string of the role whose session holds the leadership. */
  readonly url: string;
  readonly jobs: readonly PeriodicJob[];
  readonly logger: Logger;
  /** How often a process looks for jobs that are due and tries to lead. */
  readonly lookMs?: number;
}

const hourMs = 3_600_000;
const healthMs = 30_000;
const usualLookMs = 5_000; // a leader that died is followed within this time
const latestCheckpointMs = 60_000; // control 29: signed at least every 60 s

/**
 * Runs the jobs in the background until stopped. Any number of processes may: one leads. A job that fails is logged,
 * counted as an alarm and tried again when it is next due; it keeps no other from running.
 */
export function startPeriodicJobs(options: PeriodicJobsOptions): { stop(): Promise<void> } {
  const { jobs, logger, lookMs = usualLookMs } = options;
  const ending = new AbortController();
  const session = openDatabase({ url: options.url, maxConnections: 1, applicationName: 'minqiao-jobs' });
  const dueAtMs = new Map<PeriodicJob, number>();

  async function runDue(job: PeriodicJob): Promise<void> {
    if (ending.signal.aborted || monotonicMs() < (dueAtMs.get(job) ?? -Infinity)) return;
    dueAtMs.set(job, monotonicMs() + job.everyMs);
    try {
      await job.run(now());
    } catch (error) {
      metrics.alarms.inc({ kind: `job-${job.name}` });
      logger.error({ err: error, job: job.name }, 'a periodic job failed');
    }
  }

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      const leads = await tryLeadJobs(session).catch(() => false); // the database is away: others log it
      for (const job of jobs) if (job.where === 'each' || leads) await runDue(job);
      await sleep(lookMs, ending.signal);
    }
  }

  const running = loop();
  return {
    async stop() {
      ending.abort();
      await running;
      await session.close();
    },
  };
}

/** The jobs of a node. */
export function nodeJobs({ identity, app, reader }: Services, logger: Logger): PeriodicJob[] {
  return [
    {
      name: 'expire-accounts',
      everyMs: hourMs,
      where: 'leader',
      run: async (at) => void (await expireAccounts(identity, at)),
    },
    { name: 'sweep-budgets', everyMs: hourMs, where: 'leader', run: (at) => sweepBudgets(app, at) },
    {
      name: 'ledger-health',
      everyMs: healthMs,
      where: 'each',
      run: (at) => showLedgerHealth(reader, at, logger),
    },
  ];
}

async function showLedgerHealth(reader: Services['reader'], at: Date, logger: Logger): Promise<void> {
  const { signedAt, backlog } = await getLedgerHealth(reader);
  metrics.ledgerBacklog.set(backlog);
  if (signedAt === null) return;
  const ageMs = Math.max(0, at.getTime() - signedAt.getTime());
  metrics.checkpointAge.set(ageMs / 1000);
  if (ageMs <= latestCheckpointMs + healthMs) return;
  metrics.alarms.inc({ kind: 'checkpoint-late' });
  logger.error({ ageSeconds: Math.round(ageMs / 1000), backlog }, 'the latest checkpoint is too old');
}
