import { randomUUID } from 'node:crypto';
import { now, nowMs } from '#infrastructure/clock/index.ts';
import { performRun, pollRuns, startThread } from '#infrastructure/runs/index.ts';
import type { PollOptions, RunIntervals } from '#infrastructure/runs/index.ts';
import type { Organisations } from '../organisations.ts';
import { applyImport } from './apply-import.ts';
import type { CheckResult, CheckThreadTask } from './check-worker.ts';
import {
  claimImport,
  deleteWork,
  hasImportWork,
  updateChecked,
  updateImportProgress,
  updateReleased,
  updateState,
} from './import-sql.ts';
import type { ImportRow } from './import-sql.ts';

/** An import that killed so many runners is given up. */
const mostAttempts = 3;
/** Memory of the thread: the texts of 300,000 rows of Excel are 200 MB. */
const maxThreadMb = 1024;

export interface ImportRunnerOptions extends PollOptions {
  readonly agency: string;
}

/** Checks and applies what people bring, one at a time in this process, until told to stop. Any process may. */
export async function runImports(organisations: Organisations, options: ImportRunnerOptions): Promise<void> {
  await pollRuns(options, (intervals) => takeOne(organisations, options, intervals));
}

/** Takes one import that waits, if there is one, and brings it to its next state. */
async function takeOne(
  organisations: Organisations,
  options: ImportRunnerOptions,
  { heartbeatMs, silentMs }: RunIntervals,
): Promise<void> {
  const { app } = organisations;
  const silentSince = new Date(nowMs() - silentMs);
  if (!(await hasImportWork(app, silentSince))) return;
  const runner = randomUUID();
  const run = await claimImport(app, { runner, at: now(), silentSince });
  if (!run) return;
  if (run.attempts > mostAttempts) {
    await updateState(app, run.id, runner, { state: 'broken', at: now() });
    await deleteWork(app, run.id);
    return;
  }
  try {
    await perform(organisations, options, run, runner, heartbeatMs);
  } catch (error) {
    await updateReleased(app, run.id, runner);
    throw error;
  }
}

async function perform(
  organisations: Organisations,
  { signal, agency }: ImportRunnerOptions,
  run: ImportRow,
  runner: string,
  heartbeatMs: number,
): Promise<void> {
  if (run.state === 'checking') return check(organisations, run, runner, { signal, heartbeatMs });
  await performRun(
    { signal, heartbeatMs },
    () => applyImport(organisations, agency, run, runner),
    () => updateImportProgress(organisations.app, { id: run.id, runner, at: now(), rows: null }),
  );
}

async function check(
  { app, appUrl, profile, rulesOn }: Organisations,
  { id, effectiveOn }: ImportRow,
  runner: string,
  pace: { signal: AbortSignal; heartbeatMs: number },
): Promise<void> {
  const rules = rulesOn(now());
  const task: CheckThreadTask = { url: appUrl, id, effectiveOn, profile, rules, atMs: nowMs() };
  const file = new URL('./check-worker.ts', import.meta.url);
  const thread = startThread<number, CheckResult>(file, task, maxThreadMb);
  const beat = (): Promise<{ stop: boolean }> =>
    updateImportProgress(app, { id, runner, at: now(), rows: thread.progress() ?? 0 });
  try {
    const result = await performRun(pace, () => thread.result, beat);
    if (result === undefined || result === 'stop') return; // another takes it over, or nobody wants it any more
    if ('counts' in result) await updateChecked(app, { id, runner, at: now() }, result.counts);
    else {
      await updateState(app, id, runner, { state: 'refused', at: now(), problem: result.problem });
      await deleteWork(app, id);
    }
  } finally {
    await thread.end();
  }
}
