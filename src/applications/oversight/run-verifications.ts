import { randomUUID } from 'node:crypto';
import { now, nowMs } from '#infrastructure/clock/index.ts';
import { performRun, pollRuns, startThread } from '#infrastructure/runs/index.ts';
import type { PollOptions, RunIntervals } from '#infrastructure/runs/index.ts';
import { systemContext } from '#security/context/index.ts';
import { appendEntries, entryFor, latestCheckpoint } from '#security/ledger/index.ts';
import type { LedgerResult } from '#verifier/index.ts';
import type { Oversight } from './oversight.ts';
import { claimRun, hasWork, selectKnownCheckpoints, updateEnd, updateProgress } from './verification-sql.ts';
import type { ClaimedRun, RunEnd } from './verification-sql.ts';

/** A run that killed so many runners is given up. */
const mostAttempts = 3;
/** Findings kept of a run; their number is kept in full. */
const mostFindings = 200;
/** Checkpoints of earlier runs that the ledger is held to. */
const mostKnown = 50;
/** Worker memory: the subject index of ten million people, one bucket hash and chain head each. */
const maxWorkerMb = 4096;

export interface RunnerOptions extends PollOptions {
  readonly agency: string;
  /** Hears how each run of this process ended, to raise the alarm. */
  readonly ended?: (end: RunEnd) => void;
}

/** Takes and performs verifications of the whole ledger, one at a time in all processes, until told to stop. */
export async function runVerifications(oversight: Oversight, options: RunnerOptions): Promise<void> {
  await pollRuns(options, (intervals) => takeOne(oversight, options, intervals));
}

async function takeOne(oversight: Oversight, options: RunnerOptions, intervals: RunIntervals): Promise<void> {
  const { app, reader } = oversight;
  const silentSince = new Date(nowMs() - intervals.silentMs);
  if (!(await hasWork(app, silentSince))) return;
  const { size, note } = await latestCheckpoint(reader);
  const claim = { runner: randomUUID(), at: now(), silentSince, total: size, checkpoint: note };
  const run = await claimRun(app, claim);
  if (!run) return;
  const end =
    run.attempts > mostAttempts ? broken() : await verify(oversight, options, intervals, run, claim.runner);
  if (!end) return;
  options.ended?.(end);
  await keep(oversight, options.agency, run, claim.runner, end);
}

const broken = (): RunEnd => ({ state: 'broken', entries: 0, checkpoints: 0, findingCount: 0, findings: [] });

/** The end of the run; undefined when this process stops, so that another takes it over. */
async function verify(
  { app, keys, readerUrl }: Oversight,
  { signal, failed }: RunnerOptions,
  { heartbeatMs }: RunIntervals,
  run: ClaimedRun,
  runner: string,
): Promise<RunEnd | undefined> {
  const known = await selectKnownCheckpoints(app, mostKnown);
  const task = { url: readerUrl, keys, known, atMs: nowMs() };
  const thread = startThread<number, LedgerResult>(
    new URL('./verify-worker.ts', import.meta.url),
    task,
    maxWorkerMb,
  );
  const beat = (): Promise<{ stop: boolean }> =>
    updateProgress(app, { id: run.id, runner, leaves: thread.progress() ?? 0, at: now() });
  try {
    const result = await performRun({ signal, heartbeatMs }, () => thread.result, beat);
    return result === 'stop' ? { ...broken(), state: 'stopped' } : result && endOf(result);
  } catch (error) {
    failed?.(error);
    return broken();
  } finally {
    await thread.end();
  }
}

function endOf({ ok, entries, checkpoints, findings }: LedgerResult): RunEnd {
  return {
    state: ok ? 'passed' : 'failed',
    entries,
    checkpoints,
    findingCount: findings.length,
    findings: findings.slice(0, mostFindings),
  };
}

/** Keeps the result, and says in the ledger that and how the ledger was verified. */
async function keep(
  { app }: Oversight,
  agency: string,
  run: ClaimedRun,
  runner: string,
  end: RunEnd,
): Promise<void> {
  const at = now();
  const context = systemContext(agency, randomUUID().replaceAll('-', ''), at);
  await app.transaction(async (tx) => {
    if (!(await updateEnd(tx, { id: run.id, runner, at }, end))) return;
    const { state, entries, findingCount } = end;
    const outcome = state === 'passed' || state === 'failed' ? 'permitted' : 'failed';
    const detail = { view: 'verification-end', state, entries, findings: findingCount };
    const entry = { act: 'system', outcome, resource: 'verification', record: run.id, detail } as const;
    await appendEntries(tx, [entryFor(context, entry)]);
  });
}
