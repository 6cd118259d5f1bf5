import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { now, nowMs, sleep } from '#infrastructure/clock/index.ts';
import { systemContext } from '#security/context/index.ts';
import { appendEntries, entryFor, latestCheckpoint } from '#security/ledger/index.ts';
import type { LedgerResult } from '#verifier/index.ts';
import type { Oversight } from './oversight.ts';
import { claimRun, hasWork, selectKnownCheckpoints, updateEnd, updateProgress } from './verification-sql.ts';
import type { ClaimedRun, RunEnd } from './verification-sql.ts';
import type { VerifyMessage, VerifyTask } from './verify-worker.ts';

/** How often a process looks for a run to take, and how often a runner says that it lives. */
export interface RunIntervals {
  readonly pollMs: number;
  readonly heartbeatMs: number;
  /** A runner silent for so long has died; its run is taken over. */
  readonly silentMs: number;
}

const usual: RunIntervals = { pollMs: 2000, heartbeatMs: 1000, silentMs: 30_000 };
/** A run that killed so many runners is given up. */
const mostAttempts = 3;
/** Findings kept of a run; their number is kept in full. */
const mostFindings = 200;
/** Checkpoints of earlier runs that the ledger is held to. */
const mostKnown = 50;
/** Worker memory: the subject index of ten million people, one bucket hash and chain head each. */
const maxWorkerMb = 4096;

export interface RunnerOptions {
  readonly agency: string;
  readonly signal: AbortSignal;
  readonly intervals?: RunIntervals;
  /** Hears what keeps a run from being taken or kept. */
  readonly failed?: (error: unknown) => void;
  /** Hears how each run of this process ended, to raise the alarm. */
  readonly ended?: (end: RunEnd) => void;
}

/** Takes and performs verifications of the whole ledger, one at a time in all processes, until told to stop. */
export async function runVerifications(oversight: Oversight, options: RunnerOptions): Promise<void> {
  const { signal, intervals = usual, failed } = options;
  while (!signal.aborted) {
    try {
      await takeOne(oversight, options, intervals);
    } catch (error) {
      failed?.(error);
    }
    await sleep(intervals.pollMs, signal);
  }
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
  intervals: RunIntervals,
  run: ClaimedRun,
  runner: string,
): Promise<RunEnd | undefined> {
  const known = await selectKnownCheckpoints(app, mostKnown);
  const worker = startWorker({ url: readerUrl, keys, known, atMs: nowMs() });
  const ending = new AbortController();
  const stopped = beat();
  const result = await Promise.race([worker.result, stopped]).catch((error: unknown) => {
    failed?.(error);
    return broken();
  });
  ending.abort();
  await worker.end();
  return result && 'ok' in result ? endOf(result) : result;

  async function beat(): Promise<RunEnd | undefined> {
    const both = AbortSignal.any([signal, ending.signal]);
    for (;;) {
      await sleep(intervals.heartbeatMs, both);
      if (both.aborted) return undefined;
      const { stop } = await updateProgress(app, { id: run.id, runner, leaves: worker.leaves(), at: now() });
      if (stop) return { ...broken(), state: 'stopped' };
    }
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

interface RunningWorker {
  readonly result: Promise<LedgerResult>;
  leaves(): number;
  end(): Promise<unknown>;
}

function startWorker(task: VerifyTask): RunningWorker {
  const file = new URL('./verify-worker.ts', import.meta.url);
  const worker = new Worker(file, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxWorkerMb },
  });
  let leaves = 0;
  const result = new Promise<LedgerResult>((resolve, reject) => {
    worker.on('message', (message: VerifyMessage) => {
      if ('result' in message) resolve(message.result);
      else leaves = message.leaves;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the verifying thread ended with ${code}`)));
  });
  result.catch(() => undefined); // after a stop nobody waits for it
  return { result, leaves: () => leaves, end: () => worker.terminate() };
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
