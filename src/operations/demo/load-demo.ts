import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import { tableWriter, type Protection, type TableWriter } from './copy-text.ts';
import { fault } from './errors.ts';
import { makeWorld } from './make-world.ts';
import { batchOf } from './population/batch.ts';
import { castBatch } from './population/cast-batch.ts';
import { mistakenNeighbourhood, withMistakes } from './population/mistakes.ts';
import { resources, type Batch, type Entry, type Resource } from './population/model.ts';
import { findUnsafe } from './population/safe-scheme.ts';
import type { Settings } from './population/settings.ts';
import type { World } from './population/world.ts';
import {
  allowLongWork,
  analyse,
  copyStatement,
  dropIndexes,
  findLoad,
  finishLoad,
  hasIndex,
  indexStatements,
  insertLoad,
  insertPart,
  isEmpty,
  runStatement,
  selectParts,
  tryLockLoad,
} from './sql.ts';

export interface LoadOptions {
  /** Logged in as the owner, with at least four connections: one holds the lock, two copy. */
  readonly owner: Database;
  /** The table plans of the catalogue, by resource. */
  readonly plans: ReadonlyMap<string, TablePlan>;
  readonly protection: Protection;
  readonly settings: Settings;
  readonly people?: number | undefined;
  readonly seed?: number | undefined;
  /** Told after each step; `done` and `total` count people while copying, indexes afterwards. */
  readonly onProgress?: (done: number, total: number, label: LoadStep) => void;
}

export type LoadStep = 'records' | 'indexes' | 'statistics';

export interface Loaded {
  readonly people: number;
  readonly seed: number;
  /** Records, present ones only. */
  readonly records: number;
  /** True when an earlier load that was cut off was brought to its end. */
  readonly resumed: boolean;
}

/** Neighbourhoods copied in one transaction: some 25,000 rows, so that little is lost when killed and memory stays small. */
const neighbourhoodsPerPart = 24;
/** While one part waits for PostgreSQL, another is being made. */
const streams = 2;

/**
 * Loads the demonstration. Each part is one transaction with its mark, so a load that was killed goes on where it was.
 * The caller writes the ledger entry (act `system`).
 * @throws Fault demo.already-loaded, demo.other-load-unfinished, demo.records-not-empty, demo.load-running,
 * demo.size-out-of-range, demo.seed-invalid, demo.outside-safe-scheme
 */
export async function loadDemo(options: LoadOptions): Promise<Loaded> {
  const world = makeWorld(options.settings, options);
  return options.owner.transaction(async (lock) => {
    if (!(await tryLockLoad(lock))) throw fault('load-running');
    const resumed = await begin(options, world);
    await copyAll(options, world);
    await buildIndexes(options);
    await gatherStatistics(options);
    const { records } = await selectParts(options.owner);
    await options.owner.transaction(finishLoad);
    return { people: world.size.people, seed: world.size.seed, records, resumed };
  });
}

/** Writes down what is being loaded and sets the indexes aside. Returns whether a load is taken up again. */
async function begin({ owner, plans }: LoadOptions, world: World): Promise<boolean> {
  const { people, seed } = world.size;
  return owner.transaction(async (tx) => {
    const before = await findLoad(tx);
    if (before?.state === 'loaded')
      throw fault('already-loaded', { people: before.people, seed: before.seed });
    if (before !== undefined) {
      if (before.people === people && before.seed === seed && before.parts === partCount(world)) return true;
      throw fault('other-load-unfinished', { people: before.people, seed: before.seed });
    }
    for (const plan of tablesOf(plans)) {
      if (!(await isEmpty(tx, plan))) throw fault('records-not-empty', { table: plan.table });
      await dropIndexes(tx, plan);
    }
    await insertLoad(tx, { people, seed, parts: partCount(world) });
    return false;
  });
}

function tablesOf(plans: ReadonlyMap<string, TablePlan>): TablePlan[] {
  return resources.map((resource) => planOf(plans, resource));
}

function planOf(plans: ReadonlyMap<string, TablePlan>, resource: Resource): TablePlan {
  const plan = plans.get(resource);
  if (plan === undefined) throw new TypeError(`the catalogue has no plan for ${resource}`);
  return plan;
}

/** Part 0 is the cast with the police organisations; the neighbourhoods follow. */
function partCount(world: World): number {
  return 1 + Math.ceil(world.size.neighbourhoods / neighbourhoodsPerPart);
}

async function copyAll(options: LoadOptions, world: World): Promise<void> {
  const { numbers } = await selectParts(options.owner);
  const total = partCount(world);
  let next = 0;
  let done = numbers.size;
  const report = (): void => {
    options.onProgress?.(Math.round((world.size.people * done) / total), world.size.people, 'records');
  };
  report();
  await inStreams(() => {
    const writers = writersOf(options);
    return async () => {
      while (numbers.has(next)) next += 1;
      if (next >= total) return false;
      await copyPart(options, world, next++, writers);
      done += 1;
      report();
      return true;
    };
  });
}

/**
 * Takes steps in two streams at once until there are none left. When one fails, the other finishes its step first:
 * nothing is still being written when the lock is given back.
 */
async function inStreams(open: () => () => Promise<boolean>): Promise<void> {
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    const step = open();
    try {
      while (!stop.signal.aborted && (await step()));
    } catch (error) {
      stop.abort();
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: streams }, run));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

type Writers = ReadonlyMap<Resource, { plan: TablePlan; writer: TableWriter }>;

function writersOf({ plans, protection }: LoadOptions): Writers {
  return new Map(
    resources.map((resource) => {
      const plan = planOf(plans, resource);
      return [resource, { plan, writer: tableWriter(plan, protection) }] as const;
    }),
  );
}

async function copyPart(options: LoadOptions, world: World, part: number, writers: Writers): Promise<void> {
  const batches = batchesOf(world, part);
  holdToSafeScheme(batches);
  await options.owner.transaction(async (tx) => {
    await allowLongWork(tx);
    let records = 0;
    for (const [resource, { plan, writer }] of writers) {
      records += await copyTable(tx, plan, writer, batches, resource);
    }
    await insertPart(tx, part, records);
  });
}

/** The batches of a part. */
function batchesOf(world: World, part: number): Batch[] {
  if (part === 0) return [castBatch(world)];
  const first = (part - 1) * neighbourhoodsPerPart + 1;
  const last = Math.min(world.size.neighbourhoods, first + neighbourhoodsPerPart - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const batch = batchOf(world, first + i);
    return first + i === mistakenNeighbourhood ? withMistakes(batch, world.settings.mistakes) : batch;
  });
}

function holdToSafeScheme(batches: readonly Batch[]): void {
  for (const batch of batches) {
    const field = findUnsafe(batch);
    if (field !== undefined) throw fault('outside-safe-scheme', { field });
  }
}

async function copyTable(
  tx: Tx,
  plan: TablePlan,
  writer: TableWriter,
  batches: readonly Batch[],
  resource: Resource,
): Promise<number> {
  const entries = batches.map((batch): readonly Entry<object>[] => batch[resource]);
  const count = entries.reduce((sum, list) => sum + list.length, 0);
  if (count === 0) return 0;
  await tx.copyIn(copyStatement(plan, writer.columns, false), chunksOf(entries, writer.present));
  if (entries.some((list) => list.some(({ versions }) => versions.length > 1))) {
    await tx.copyIn(copyStatement(plan, writer.historyColumns, true), chunksOf(entries, writer.past));
  }
  return count;
}

/** A chunk for each neighbourhood: tens of kilobytes, a good size for the socket. */
function* chunksOf(
  lists: readonly (readonly Entry<object>[])[],
  line: (entry: Entry<object>) => string,
): Generator<Buffer> {
  for (const list of lists) {
    let chunk = '';
    for (const entry of list) chunk += line(entry);
    if (chunk !== '') yield Buffer.from(chunk);
  }
}

async function buildIndexes({ owner, plans, onProgress }: LoadOptions): Promise<void> {
  const wanted = tablesOf(plans).flatMap((plan) => {
    const names = [...plan.unique, ...plan.indexes].map(({ name }) => name);
    return indexStatements(plan).map((statement, i) => ({ plan, statement, name: names[i] ?? '' }));
  });
  let next = 0;
  let done = 0;
  await inStreams(() => async () => {
    const index = wanted[next++];
    if (index === undefined) return false;
    const { plan, name, statement } = index;
    await owner.transaction(async (tx) => {
      await allowLongWork(tx);
      if (!(await hasIndex(tx, plan, name))) await runStatement(tx, statement);
    });
    onProgress?.(++done, wanted.length, 'indexes');
    return true;
  });
}

/** Without fresh statistics the first look-ups would be planned for empty tables. */
async function gatherStatistics({ owner, plans, onProgress }: LoadOptions): Promise<void> {
  const tables = tablesOf(plans);
  for (const [i, plan] of tables.entries()) {
    await analyse(owner, plan);
    onProgress?.(i + 1, tables.length, 'statistics');
  }
}
