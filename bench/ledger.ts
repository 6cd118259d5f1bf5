/**
 * Durable ledger entries per second, until all of them are under a signed checkpoint: appending processes with group commit,
 * the sequencer with tree and subject index. Bare: COPY in groups of 1,024, one hash an entry, a tree in memory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import {
  awaitCheckpoint,
  configureLedger,
  discloseToSubject,
  openSigners,
  runSequencer,
} from '#security/ledger/index.ts';
import { verifyDisclosure } from '#verifier/index.ts';
import { measureBareLedger } from './bare/ledger.ts';
import { defineBench, type BenchContext, type Check, type Figures } from './support/bench.ts';
import { openBenchDatabase, type BenchDatabase } from './support/database.ts';

const agency = '690100000000';
const origin = `minqiao.bench/${agency}`;
const defaultProcesses = 2;
/** Longest that the sequencer may need after the last append. */
const maxCatchUpMs = 120_000;
const sampleSize = 100;
const pollMs = 100;

/** What an appending process prints when it has ended: support/ledger-appender.ts. */
export interface Appended {
  readonly count: number;
  readonly seconds: number;
  readonly figures: Figures;
  /** Some of the acknowledged entries. */
  readonly sample: readonly { id: string; tag: string }[];
}

interface World {
  readonly database: BenchDatabase;
  readonly processes: number;
}

export const bench = defineBench<World>({
  name: 'ledger',
  what: 'durable entries with tree, subject index and signed checkpoint; bare: COPY of 1,024, one hash each, a tree in memory',
  headline: 'perSecond',
  better: 'more',
  prepare: async ({ options }) => ({
    database: await openBenchDatabase(),
    processes: Number(options['processes'] ?? defaultProcesses),
  }),
  product: measureProduct,
  bare: ({ database }, { seconds }) => measureBareLedger(database.bareUrl, seconds),
  config: ({ processes }) => ({ processes, checkpointMs: 1000, durability: 'full' }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  close: ({ database }) => database.close(),
});

async function measureProduct({ database, processes }: World, { seconds }: BenchContext) {
  const signers = openSigners(database.secrets, origin);
  const abort = new AbortController();
  const sequencer = runSequencer({ url: database.urls.ledger, origin, signers, signal: abort.signal });
  const started = performance.now();
  const runs = await Promise.all(Array.from({ length: processes }, () => appendInProcess(database, seconds)));
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const caughtUp = await catchUp(database, count);
  const wholeSeconds = (caughtUp.caughtUpAt - started) / 1000;
  const proven = await checkSample(
    database,
    runs,
    signers.map(({ key }) => key),
  );
  abort.abort();
  await sequencer;
  const figures = {
    perSecond: Math.round(count / wholeSeconds),
    appendPerSecond: Math.round(runs.reduce((sum, run) => sum + run.count / run.seconds, 0)),
    catchUpSeconds: Math.round((wholeSeconds - Math.max(...runs.map((run) => run.seconds))) * 100) / 100,
    count,
    p50Ms: Math.max(...runs.map(({ figures }) => figures['p50Ms'] ?? 0)),
    p95Ms: Math.max(...runs.map(({ figures }) => figures['p95Ms'] ?? 0)),
    p99Ms: Math.max(...runs.map(({ figures }) => figures['p99Ms'] ?? 0)),
  };
  return { figures, checks: [caughtUp.check, proven] };
}

async function appendInProcess({ urls }: BenchDatabase, seconds: number): Promise<Appended> {
  const program = join(import.meta.dirname, 'support', 'ledger-appender.ts');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ url: urls.app, agency, seconds }));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return JSON.parse(line) as Appended;
}

/** Waits until the tree under a checkpoint holds every acknowledged entry, asking so seldom and little that it costs nothing. */
async function catchUp(
  database: BenchDatabase,
  acknowledged: number,
): Promise<{ readonly caughtUpAt: number; readonly check: Check }> {
  const reader = database.open('reader', 1);
  const until = performance.now() + maxCatchUpMs;
  const text = `select coalesce(sum(s.count), 0)::int as placed from ledger.span s
      where s.first_seq < (select max(size) from ledger.checkpoint)`;
  const count = async () => (await reader.query<{ placed: number }>(text))[0]?.placed ?? 0;
  let placed = await count();
  while (placed < acknowledged && performance.now() < until) {
    await wait(pollMs);
    placed = await count();
  }
  const caughtUpAt = performance.now();
  const [stored] = await reader.query<{ entries: number }>(
    'select count(*)::int as entries from ledger.entry',
  );
  const entries = stored?.entries ?? 0;
  const detail = `${acknowledged} acknowledged, ${entries} stored, ${placed} under a checkpoint`;
  const ok = entries === acknowledged && placed === acknowledged;
  return { caughtUpAt, check: { name: 'each acknowledged entry is in the tree', ok, detail } };
}

/** Proves a sample of acknowledged entries with the verifier, which shares no code with the writer. */
async function checkSample(
  database: BenchDatabase,
  runs: readonly Appended[],
  keys: readonly string[],
): Promise<Check> {
  const reader = database.open('reader', 1);
  configureLedger({ agency, subjectKey: Buffer.alloc(32) });
  const sample = runs.flatMap((run) => run.sample).slice(0, sampleSize);
  let proven = 0;
  for (const { id, tag } of sample) {
    const { entry } = await awaitCheckpoint(reader, id, maxCatchUpMs);
    const disclosure = await discloseToSubject(reader, entry, Buffer.from(tag, 'base64'));
    if ((await verifyDisclosure(disclosure, { keys })).ok) proven += 1;
  }
  return {
    name: 'a sample verifies',
    ok: proven === sample.length && proven > 0,
    detail: `${proven} of ${sample.length} entries proven`,
  };
}
