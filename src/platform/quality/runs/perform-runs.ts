import { randomUUID } from 'node:crypto';
import { now, nowMs } from '#infrastructure/clock/index.ts';
import { performRun, pollRuns } from '#infrastructure/runs/index.ts';
import type { PollOptions, RunIntervals } from '#infrastructure/runs/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import type { InspectedRecord } from '#platform/records/index.ts';
import { record, resourceOf, settingsOf } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { openRuleBook } from '../rules/rule-book.ts';
import type { Failure, RuleBook } from '../rules/rule-book.ts';
import { keepScore } from './keep-score.ts';
import {
  claimRun,
  closeUnseen,
  hasRunWork,
  selectAccepted,
  updateHeartbeat,
  updateProgress,
  updateRunEnd,
  upsertFindings,
} from './sql.ts';
import type { RunRow, SeenFailure } from './sql.ts';

/** A run that killed so many runners is given up. */
const mostAttempts = 3;
/** Records examined at a time: some 10 ms of work, then whoever waits is served. */
const batchRecords = 250;

/** Takes and performs examinations of records, one at a time in this process, until told to stop. Any process may. */
export async function performRuns(quality: Quality, options: PollOptions): Promise<void> {
  await pollRuns(options, (intervals) => takeRun(quality, options.signal, intervals));
}

/** Takes one run that waits, if there is one, and brings it to its end. */
export async function takeRun(
  quality: Quality,
  signal: AbortSignal,
  { heartbeatMs, silentMs }: RunIntervals,
): Promise<void> {
  const { app } = quality;
  const silentSince = new Date(nowMs() - silentMs);
  if (!(await hasRunWork(app, silentSince))) return;
  const runner = randomUUID();
  const run = await claimRun(app, { runner, at: now(), silentSince });
  if (!run) return;
  if (run.attempts > mostAttempts) return end(quality, run, runner, 'broken');
  const beat = (): Promise<{ stop: boolean }> => updateHeartbeat(app, { id: run.id, runner, at: now() });
  const examined = await performRun(
    { signal, heartbeatMs },
    (ended) => examine(quality, run, runner, ended),
    beat,
  );
  if (examined !== true) return; // another goes on with it
  await end(quality, run, runner, 'done');
}

/** How far a run is: what a batch adds to, in the transaction of its findings. */
type Progress = Pick<RunRow, 'recordsTotal' | 'recordsDone' | 'after' | 'faulty' | 'lost' | 'tallies'>;

/** Examines all records behind the last one examined; true at the end, false when it was cut off. */
async function examine(quality: Quality, run: RunRow, runner: string, ended: AbortSignal): Promise<boolean> {
  const resource = resourceOf(quality, run.resource);
  const book = openRuleBook(quality, settingsOf(quality), resource);
  const inspection = await quality.inspector.open(contextOf(quality), {
    resource: run.resource,
    purpose: { kind: 'quality', reference: run.id },
    paths: book.paths,
    detail: { step: 'quality-run', run: run.id, attempt: run.attempts },
  });
  let progress: Progress = { ...run, recordsTotal: inspection.total };
  for (;;) {
    if (ended.aborted) return false;
    const { records, related } = await inspection.next(progress.after, batchRecords);
    const last = records.at(-1);
    if (!last) return true;
    const at = now();
    const judged = records.map((one) => ({ record: one, failures: book.judge(one, related, at) }));
    const next = await keepBatch(quality, run, runner, { at, judged, progress, last: last.id });
    if (!next) return false;
    progress = next;
  }
}

interface Batch {
  readonly at: Date;
  readonly judged: readonly {
    readonly record: InspectedRecord;
    readonly failures: ReturnType<RuleBook['judge']>;
  }[];
  readonly progress: Progress;
  readonly last: string;
}

/** The findings of a batch and how far the run is, or neither. Undefined when another runner has the run. */
async function keepBatch(
  quality: Quality,
  run: RunRow,
  runner: string,
  { at, judged, progress, last }: Batch,
): Promise<Progress | undefined> {
  const { mostFindingsPerRule } = settingsOf(quality).runs;
  return quality.app.transaction(async (tx) => {
    const ids = judged.map(({ record: { id } }) => id);
    const accepted = await selectAccepted(tx, run.resource, ids);
    const tallies: Record<string, number> = { ...progress.tallies };
    const seen: SeenFailure[] = [];
    let { faulty, lost } = progress;
    for (const { record: one, failures } of judged) {
      const counted = failures.filter((failure) => !accepted.has(keyOf(one, failure)));
      for (const { rule, field, severity } of failures) {
        const tally = (tallies[`${rule}|${field}`] ??= 0);
        seen.push({
          record: one.id,
          version: one.version,
          rule,
          field,
          severity,
          listed: tally < mostFindingsPerRule,
        });
        if (!accepted.has(keyOf(one, { rule, field }))) tallies[`${rule}|${field}`] = tally + 1;
      }
      const errors = counted.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) faulty++;
      lost += Math.max(0, ...errors.map(({ weight }) => weight)) / 100;
    }
    if (seen.length > 0) await upsertFindings(tx, run, at, seen);
    const recordsDone = progress.recordsDone + judged.length;
    const recordsTotal = Math.max(progress.recordsTotal, recordsDone);
    const next = { recordsTotal, recordsDone, after: last, faulty, lost, tallies };
    return (await updateProgress(tx, { id: run.id, runner, at }, next)) ? next : undefined;
  });
}

function keyOf({ id, version }: InspectedRecord, { rule, field }: Pick<Failure, 'rule' | 'field'>): string {
  return `${id}|${version}|${rule}|${field}`;
}

function contextOf({ agency }: Quality): Context {
  return systemContext(agency, randomUUID().replaceAll('-', ''), now());
}

/** Closes the run and what it did not find any more; the score and the entry belong to the same transaction. */
async function end(quality: Quality, run: RunRow, runner: string, state: 'done' | 'broken'): Promise<void> {
  const context = contextOf(quality);
  await quality.app.transaction(async (tx) => {
    if (!(await updateRunEnd(tx, { id: run.id, runner, at: context.at }, state))) return;
    const closed = state === 'done' ? await closeUnseen(tx, run, context.at) : 0;
    const score = state === 'done' ? await keepScore(tx, quality, run.id, context.at) : null;
    const detail = {
      step: 'quality-run-end',
      run: run.id,
      state,
      closed,
      ...(score === null ? {} : { score }),
    };
    await record(tx, context, { act: 'system', resource: run.resource, detail });
  });
}
