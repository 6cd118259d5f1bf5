import type { Database } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { fault } from '../errors.ts';
import type { Column, RecordTable } from '../record-table.ts';
import type { Purpose } from '../request.ts';
import type { StoredRow } from '../sql.ts';
import { countTable } from '../sql-volume.ts';
import { selectErased, selectNext, selectOwn, selectThese } from './sql.ts';

type Values = Readonly<Record<string, unknown>>;

/** A record as the node examines it by itself. A sealed value stays sealed: only whether there is one is told. */
export interface InspectedRecord {
  readonly id: string;
  readonly version: number;
  readonly values: Values;
}

/** Records that others refer to, by resource, then id; one that is not there is missing. */
export type Related = ReadonlyMap<string, ReadonlyMap<string, Values>>;

export interface InspectionAsk {
  readonly resource: string;
  readonly purpose: Purpose;
  /** Ways through references, the field read at the end of each last: `['household', 'head', 'birthDate']`. */
  readonly paths: readonly (readonly string[])[];
  readonly detail: Readonly<Record<string, string | number>>;
}

/** An examination of all records of one resource, whose entry is in the ledger. */
export interface Inspection {
  readonly total: number;
  /** The next records in the order of their ids, with those that they refer to. */
  next(
    after: string | null,
    limit: number,
  ): Promise<{ readonly records: readonly InspectedRecord[]; readonly related: Related }>;
}

/** What stands in place of a sealed value that is there. */
export const sealedValue = '***';

/** The node's own reading of records, for rules to be held against them. Nobody is shown anything. */
export interface Inspector {
  /** Begins an examination: its entry is durable before the first record is read. @throws Fault records.unknown-resource */
  open(context: Context, ask: InspectionAsk): Promise<Inspection>;
  /** Whose data a record is; undefined when there is no such record. */
  subjectOf(resource: string, id: string): Promise<{ readonly tag: Buffer | null } | undefined>;
  /** Which of these records were erased by law. */
  erasedAmong(records: readonly RecordPlace[]): Promise<readonly RecordPlace[]>;
  /** Which records are about the person of this tag; no value of any. */
  recordsOf(tag: Buffer): Promise<readonly OwnRecord[]>;
}

export interface RecordPlace {
  readonly resource: string;
  readonly record: string;
}

export interface OwnRecord {
  readonly resource: string;
  readonly id: string;
  readonly recordedAt: Date;
}

/** With the door's role; `tables` as they are declared now. */
export function openInspector(door: Database, tables: () => ReadonlyMap<string, RecordTable>): Inspector {
  return {
    open: (context, ask) => openInspection(door, tables(), context, ask),
    async subjectOf(resource, id) {
      const [row] = await selectThese(door, tableOf(tables(), resource), [], [id]);
      return row && { tag: row.subject_tag };
    },
    erasedAmong: (records) => selectErased(door, records),
    recordsOf: (tag) => findOwn(door, tables(), tag),
  };
}

/** One statement for each class of information that names whose data it is; an index serves each. */
async function findOwn(
  door: Database,
  tables: ReadonlyMap<string, RecordTable>,
  tag: Buffer,
): Promise<OwnRecord[]> {
  const own: OwnRecord[] = [];
  for (const table of tables.values()) {
    if (table.subject === null) continue;
    const rows = await selectOwn(door, table, tag);
    own.push(...rows.map((row) => ({ resource: table.resource, ...row })));
  }
  return own;
}

function tableOf(tables: ReadonlyMap<string, RecordTable>, resource: string): RecordTable {
  const table = tables.get(resource);
  if (!table) throw fault('unknown-resource', { resource: resource.slice(0, 40) });
  return table;
}

async function openInspection(
  door: Database,
  tables: ReadonlyMap<string, RecordTable>,
  context: Context,
  { resource, purpose, paths, detail }: InspectionAsk,
): Promise<Inspection> {
  const table = tableOf(tables, resource);
  const fields = table.columns.map(({ field }) => field);
  const total = await door.transaction(async (tx) => {
    const { records } = await countTable(tx, table);
    const entry = { act: 'system', outcome: 'permitted', resource, purpose, fields, count: records } as const;
    await appendEntries(tx, [entryFor(context, { ...entry, detail })]);
    return records;
  });
  return {
    total,
    async next(after, limit) {
      const rows = await selectNext(door, table, table.columns, { after, limit });
      const records = rows.map((row) => inspected(table, row));
      return { records, related: await findRelated(door, tables, table, records, paths) };
    },
  };
}

function inspected(table: RecordTable, row: StoredRow): InspectedRecord {
  return { id: row.id, version: row.version, values: valuesOf(table.columns, row) };
}

function valuesOf(columns: readonly Column[], row: StoredRow): Values {
  return Object.fromEntries(
    columns.map(({ field, column, kind }) => {
      const stored = row[column] ?? null;
      return [field, kind === 'sealed' && stored !== null ? sealedValue : stored];
    }),
  );
}

/** Follows the ways step by step: each step is one statement a resource, with only the fields that are wanted. */
async function findRelated(
  door: Database,
  tables: ReadonlyMap<string, RecordTable>,
  table: RecordTable,
  records: readonly InspectedRecord[],
  paths: InspectionAsk['paths'],
): Promise<Related> {
  const found = new Map<string, Map<string, Values>>();
  const from = records.map(({ values }) => values);
  const references = table.columns.filter(({ refers }) => refers !== null).map(({ field }) => [field, null]);
  const wanted = [...references, ...paths.filter((path) => path.length > 1)];
  let ways = wanted.map((path): Way => ({ path, table, from }));
  while (ways.length > 0) {
    const steps = ways.flatMap((way) => stepOf(tables, way));
    for (const [target, group] of Map.groupBy(steps, (step) => step.target))
      await readTargets(door, target, group, found);
    ways = steps.flatMap(({ target, ids, rest }): Way[] => {
      const rows = found.get(target.resource);
      const from = ids.map((id) => rows?.get(id)).filter((row) => row !== undefined);
      return rest.length < 2 ? [] : [{ path: rest, table: target, from }];
    });
  }
  return found;
}

/** A way still to be gone from these records; null at its end when only the being there of what is reached matters. */
interface Way {
  readonly path: readonly (string | null)[];
  readonly table: RecordTable;
  readonly from: readonly Values[];
}

interface Step {
  readonly target: RecordTable;
  readonly ids: readonly string[];
  /** What is left of the way; its first is a field of the target. */
  readonly rest: Way['path'];
}

function stepOf(tables: ReadonlyMap<string, RecordTable>, way: Way): Step[] {
  const [first, ...rest] = way.path;
  const refers = first ? way.table.byField.get(first)?.refers : null;
  const target = refers ? tables.get(refers) : undefined;
  if (!first || !target) return [];
  const ids = new Set(
    way.from.flatMap((values) => (typeof values[first] === 'string' ? [values[first]] : [])),
  );
  return [{ target, ids: [...ids], rest }];
}

async function readTargets(
  door: Database,
  target: RecordTable,
  steps: readonly Step[],
  found: Map<string, Map<string, Values>>,
): Promise<void> {
  const wanted = new Set(steps.map(({ rest: [field] }) => field));
  const columns = target.columns.filter(({ field, kind }) => wanted.has(field) && kind !== 'sealed');
  const ids = [...new Set(steps.flatMap((step) => step.ids))];
  if (ids.length === 0) return;
  const known = found.get(target.resource) ?? new Map<string, Values>();
  found.set(target.resource, known);
  for (const row of await selectThese(door, target, columns, ids))
    known.set(row.id, { ...known.get(row.id), ...valuesOf(columns, row) });
}
