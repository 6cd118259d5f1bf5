import { monotonicMs, now, sleep } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { sweepBudgets } from '#security/access/index.ts';
import { expireAccounts } from '#security/identity/index.ts';
import { getLedgerHealth } from '#security/ledger/index.ts';
import { countStates } from '#platform/catalogue/index.ts';
import {
  eraseWithRecords,
  lookForDueRunsMs,
  lookForErasuresMs,
  scheduleRuns,
} from '#platform/quality/index.ts';
import { sweepKept } from '#security/once/index.ts';
import { scheduleVerification, verifyEveryMs } from '#applications/oversight/index.ts';
import type { VerificationEnd } from '#applications/oversight/index.ts';
import type { Services } from './open-services.ts';
import { tryLeadJobs } from './sql.ts';

/** Something that is done again and again. */
export interface PeriodicJob {
  readonly name: string;
  readonly everyMs: number;
  /** Where it runs: in the one process that leads, or in each (what a process says of itself). */
  readonly where: 'leader' | 'each';
  /** How long after the start it is due for the first time; at once when left out. */
  readonly firstAfterMs?: number;
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
const countingMs = 600_000; // how old the figures on a resource's page may be
const firstExaminationMs = 60_000; // whoever has just started the node is served first
const healthMs = 30_000;
const usualLookMs = 5_000; // a leader that died is followed within this time
const mostLogged = 10; // findings; all of them are on the auditors' page
const latestCheckpointMs = 60_000; // control 29: signed at least every 60 s

/**
 * Runs the jobs in the background until stopped. Any number of processes may: one leads. A job that fails is logged,
 * counted as an alarm and tried again when it is next due; it keeps no other from running.
 */
export function startPeriodicJobs(options: PeriodicJobsOptions): { stop(): Promise<void> } {
  const { jobs, logger, lookMs = usualLookMs } = options;
  const ending = new AbortController();
  const session = openDatabase({ url: options.url, maxConnections: 1, applicationName: 'minqiao-jobs' });
  const startedMs = monotonicMs();
  const dueAtMs = new Map(jobs.map((job) => [job, startedMs + (job.firstAfterMs ?? 0)]));

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
export function nodeJobs(services: Services, logger: Logger): PeriodicJob[] {
  const { identity, app, reader } = services;
  return [
    {
      name: 'expire-accounts',
      everyMs: hourMs,
      where: 'leader',
      run: async (at) => void (await expireAccounts(identity, at)),
    },
    {
      name: 'count-resources',
      everyMs: countingMs,
      where: 'leader',
      run: async (at) => countStates(services, await services.countRecords(at), at),
    },
    { name: 'sweep-budgets', everyMs: hourMs, where: 'leader', run: (at) => sweepBudgets(app, at) },
    { name: 'sweep-kept-answers', everyMs: hourMs, where: 'leader', run: (at) => sweepKept(app, at) },
    {
      name: 'examine-records',
      everyMs: lookForDueRunsMs,
      firstAfterMs: firstExaminationMs,
      where: 'leader',
      run: async (at) => void (await scheduleRuns(services.quality, at)),
    },
    {
      name: 'erase-with-records',
      everyMs: lookForErasuresMs,
      where: 'leader',
      run: async (at) => void (await eraseWithRecords(services.quality, at)),
    },
    {
      name: 'verify-ledger',
      everyMs: verifyEveryMs,
      firstAfterMs: verifyEveryMs,
      where: 'leader',
      run: (at) => verifyLedgerAgain(services, at, logger),
    },
    {
      name: 'ledger-health',
      everyMs: healthMs,
      where: 'each',
      run: (at) => showLedgerHealth(reader, at, logger),
    },
  ];
}

async function verifyLedgerAgain({ oversight, config }: Services, at: Date, logger: Logger): Promise<void> {
  if ((await scheduleVerification(oversight, config.agency, at)) !== 'late') return;
  metrics.alarms.inc({ kind: 'verification-late' });
  logger.error({}, 'the verification of the ledger takes longer than ten minutes');
}

/** Raises the alarm when a verification, asked for by whomever, found that the ledger was altered. */
export function alarmOfVerification(end: VerificationEnd, logger: Logger): void {
  if (end.state !== 'failed' && end.state !== 'broken') return;
  metrics.alarms.inc({ kind: end.state === 'failed' ? 'ledger-altered' : 'verification-broken' });
  const findings = end.findings.slice(0, mostLogged).map(({ code, seq, id }) => ({ code, seq, id }));
  logger.error({ findings, count: end.findingCount }, `the verification of the ledger ended: ${end.state}`);
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
