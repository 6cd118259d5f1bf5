import { randomUUID } from 'node:crypto';
import { now, nowMs } from '#infrastructure/clock/index.ts';
import { performRun, pollRuns } from '#infrastructure/runs/index.ts';
import type { PollOptions, RunIntervals } from '#infrastructure/runs/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { getProposal } from '../change-proposal.ts';
import { numberOf } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import { examineProposal } from './examine-proposal.ts';
import { openRehearsal, plainValues } from './rehearse.ts';
import type { Tally } from './rehearse.ts';
import { claimRehearsal, hasRehearsalWork, updateRehearsal } from './rehearsal-sql.ts';
import type { RehearsalRow } from './rehearsal-sql.ts';

/** The node's own reading of records, through the door's role; its entry is in the ledger before the first is read. */
export interface RecordReader {
  open(
    context: Context,
    ask: {
      readonly resource: string;
      readonly purpose: { readonly kind: string; readonly reference: string };
      readonly paths: readonly (readonly string[])[];
      readonly detail: Readonly<Record<string, string | number>>;
    },
  ): Promise<{
    readonly total: number;
    next(
      after: string | null,
      limit: number,
    ): Promise<{
      readonly records: readonly {
        readonly id: string;
        readonly values: Readonly<Record<string, unknown>>;
      }[];
    }>;
  }>;
}

export interface Rehearsing {
  readonly registry: Registry;
  readonly reader: RecordReader;
  readonly agency: string;
}

/** A rehearsal that killed so many runners is given up. */
const mostAttempts = 3;
/** Records examined at a time: some 10 ms of work, then whoever waits is served. */
const batchRecords = 250;

/** Takes and performs rehearsals of migration plans, one at a time in this process, until told to stop. Any process may. */
export async function runRehearsals(rehearsing: Rehearsing, options: PollOptions): Promise<void> {
  await pollRuns(options, (intervals) => takeRehearsal(rehearsing, options.signal, intervals));
}

/** Takes one that waits, if there is one, and brings it to its end. */
export async function takeRehearsal(
  rehearsing: Rehearsing,
  signal: AbortSignal,
  { heartbeatMs, silentMs }: RunIntervals,
): Promise<void> {
  const { app } = rehearsing.registry;
  const silentSince = new Date(nowMs() - silentMs);
  if (!(await hasRehearsalWork(app, silentSince))) return;
  const runner = randomUUID();
  const run = await claimRehearsal(app, { runner, at: now(), silentSince });
  if (!run) return;
  const results: Record<string, Tally> = {};
  const keep = (ended: 'done' | 'broken' | null) =>
    updateRehearsal(app, { id: run.id, runner, at: now() }, results, ended);
  if (run.attempts > mostAttempts) {
    await keep('broken');
    return;
  }
  const work = (ended: AbortSignal) => rehearse(rehearsing, run, results, ended);
  if ((await performRun({ signal, heartbeatMs }, work, () => keep(null))) === true) await keep('done');
}

/** Holds the plans of a proposal against every record that they are about; true at the end. */
async function rehearse(
  { registry, reader, agency }: Rehearsing,
  run: RehearsalRow,
  results: Record<string, Tally>,
  ended: AbortSignal,
): Promise<boolean> {
  const context = systemContext(agency, randomUUID().replaceAll('-', ''), now());
  const proposal = await getProposal(registry, run.proposal);
  const migrations = await examineProposal(registry, proposal, context.at);
  for (const examined of migrations) {
    const { resource } = examined;
    const reading = await reader.open(context, {
      resource,
      purpose: { kind: 'standards', reference: numberOf(proposal) },
      paths: [],
      detail: { step: 'rehearsal', proposal: numberOf(proposal), attempt: run.attempts },
    });
    const rehearsal = openRehearsal(examined, reading.total, context.at);
    results[resource] = rehearsal.tally;
    let after: string | null = null;
    do {
      if (ended.aborted) return false;
      const { records } = await reading.next(after, batchRecords);
      for (const { id, values } of records) rehearsal.add(id, plainValues(values));
      after = records.at(-1)?.id ?? null;
    } while (after !== null);
  }
  return true;
}
