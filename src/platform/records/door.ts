import { randomBytes } from 'node:crypto';
import { groupCommit } from '#infrastructure/batching/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { isUndefinedColumn } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Context } from '#security/context/index.ts';
import { digestOfRequest, nameOfKey } from '#security/once/index.ts';
import type { ValueCheck } from '#platform/catalogue/index.ts';
import { checkSearch, checkValues } from './check-values.ts';
import type { DoorParts } from './door-parts.ts';
import { requestErasure, useErasureApproval } from './erasure.ts';
import type { Erasure } from './erasure.ts';
import { fault } from './errors.ts';
import { prepareFind } from './find-rows.ts';
import { readGroup } from './read-group.ts';
import type { Outcome, PreparedReading } from './read-group.ts';
import type { RecordTable } from './record-table.ts';
import type { Answer, Find, Purpose, Reading, Verification } from './request.ts';
import type { Writing, Written } from './writing/request.ts';
import { writeGroup } from './writing/write-group.ts';

type Values = Readonly<Record<string, unknown>>;
type Keys = Readonly<Record<string, string>>;

interface Asking {
  readonly resource: string;
  readonly purpose: Purpose | null;
}

/** The one function through which every record is read and written, by every application. */
export interface Door {
  /** Finds by a declared search key. @throws Fault records.* (a refusal has its receipt in `params.receipt`) */
  read(context: Context, ask: Asking & { by: Keys; fields?: readonly string[] }): Promise<Answer>;
  /** One record by id. @throws Fault records.not-found and the refusals */
  get(context: Context, ask: Asking & { id: string; fields?: readonly string[] }): Promise<Answer>;
  /** One page of a declared list, at most 50 rows. */
  list(
    context: Context,
    ask: Asking & { by: Keys; limit: number; after: string | null; fields?: readonly string[] },
  ): Promise<Answer>;
  /** Says match, no match or not held; never what is held. */
  verify(context: Context, ask: Asking & { claims: Keys }): Promise<Verification>;
  /** All versions, or the one known at an instant. */
  history(context: Context, ask: Asking & { id: string; asKnownOn: Date | null }): Promise<Answer>;
  /** A declared list as rows to export, within the page limit and the budgets. */
  export(
    context: Context,
    ask: Asking & { by: Keys; after: string | null; fields?: readonly string[] },
  ): Promise<Answer>;
  /** What a declared search key finds, as rows to export: the same decision, budgets and entry as any export. */
  exportFound(context: Context, ask: Asking & { by: Keys; fields?: readonly string[] }): Promise<Answer>;
  create(
    context: Context,
    ask: Asking & { values: Values; idempotencyKey?: string | null },
  ): Promise<Written>;
  change(context: Context, ask: Asking & { id: string; version: number; values: Values }): Promise<Written>;
  /** A change because what was recorded was wrong; says why. */
  correct(
    context: Context,
    ask: Asking & { id: string; version: number; values: Values; reason: string },
  ): Promise<Written>;
  /** Asks a second person to approve an erasure; good for 24 hours. */
  requestErasure(context: Context, ask: Erasure): Promise<{ id: string; expiresAt: Date }>;
  /** Removal by law, with the approval of a second person for exactly this. */
  erase(context: Context, ask: Erasure & Asking & { approval: string }): Promise<Written>;
  readonly tables: ReadonlyMap<string, RecordTable>;
}

const maxGroup = 256; // requests that share a commit: beyond it a group only waits longer for its own rows
const maxInFlight = 2; // groups under way in one process: one waits for the disk while the other computes
const maxWaiting = 20_000; // requests of one process: two seconds of the highest rate measured
const maxReasonLength = 500;

type Read = (reading: Reading) => Promise<NonNullable<Outcome['answer']>>;
type Write = (writing: Writing) => Promise<Written>;

/** Opens the door of a node. `check` validates values against the declaration. */
export function openDoor(parts: DoorParts, check: ValueCheck): Door {
  const limits = { maxGroup, maxInFlight, maxWaiting };
  const readings = groupCommit<PreparedReading, Outcome>({
    ...limits,
    run: isolating((group) => readGroup(parts, group)),
  });
  const writings = groupCommit<Writing, Written>({
    ...limits,
    run: isolating((group) => writeGroup(parts, group)),
  });

  async function read(reading: Reading): Promise<NonNullable<Outcome['answer']>> {
    const table = tableOf(parts, reading.resource);
    requirePurposeShape(reading.purpose);
    for (const field of reading.fields ?? []) requireField(table, field, '/fields');
    const prepared = prepareFind(table, canonicalFind(parts, check, reading, table), parts.sealer);
    const { answer, refusal } = await readings.submit({ reading, table, prepared });
    count(reading.act, reading.resource, refusal ? 'refused' : 'permitted');
    if (!answer) throw refusal ?? new Error('neither answer nor refusal');
    return answer;
  }

  async function write(writing: Writing): Promise<Written> {
    requirePurposeShape(writing.purpose);
    requirePlainText(writing.reason, '/reason');
    requirePlainText(writing.basis, '/basis');
    try {
      const written = await writings.submit(writing);
      count(writing.act, writing.table.resource, 'permitted');
      return written;
    } catch (error) {
      count(writing.act, writing.table.resource, 'refused');
      throw error;
    }
  }

  return {
    get tables() {
      return parts.tables; // of the release in force: never kept
    },
    ...readingSide(parts, read),
    ...writingSide(parts, check, write),
  };
}

function canonicalFind(
  parts: DoorParts,
  check: ValueCheck,
  { find, context, claims }: Reading,
  table: RecordTable,
): Find {
  if (find.how === 'id' || find.how === 'history') return find;
  return {
    ...find,
    by: checkSearch(check, parts.tables, table, find.by, context.at, claims ? '/claims' : '/by'),
  };
}

function readingSide(
  parts: DoorParts,
  read: Read,
): Pick<Door, 'read' | 'get' | 'list' | 'verify' | 'history' | 'export' | 'exportFound'> {
  return {
    read: (context, { by, ...ask }) => read({ context, act: 'read', find: { how: 'search', by }, ...ask }),
    get: async (context, { id, ...ask }) =>
      found(await read({ context, act: 'read', find: { how: 'id', id }, ...ask })),
    list: (context, { by, limit, after, ...ask }) =>
      read({ context, act: 'list', find: { how: 'list', by, limit, after }, ...ask }),
    export: (context, { by, after, ...ask }) =>
      read({ context, act: 'export', find: { how: 'list', by, limit: Infinity, after }, ...ask }),
    exportFound: (context, { by, ...ask }) =>
      read({ context, act: 'export', find: { how: 'search', by }, ...ask }),
    history: async (context, { id, asKnownOn, ...ask }) =>
      found(await read({ context, act: 'history', find: { how: 'history', id, asKnownOn }, ...ask })),
    async verify(context, { claims, ...ask }) {
      const table = tableOf(parts, ask.resource);
      for (const field of Object.keys(claims)) requireField(table, field, '/claims');
      const by = Object.fromEntries(table.keys.map((key) => [key, claims[key] ?? '']));
      const find = { how: 'search', by } as const;
      const answer = await read({
        context,
        act: 'verify',
        find,
        claims,
        fields: Object.keys(claims),
        ...ask,
      });
      return { result: answer.result ?? 'not-held', receipt: answer.receipt };
    },
  };
}

/** @throws Fault records.not-found, with the receipt: that nothing was found is an entry too */
function found(answer: Answer): Answer {
  if (answer.records.length === 0) throw fault('not-found', { receipt: answer.receipt });
  return answer;
}

function writingSide(
  parts: DoorParts,
  check: ValueCheck,
  write: Write,
): Pick<Door, 'create' | 'change' | 'correct' | 'requestErasure' | 'erase'> {
  return {
    create: (context, ask) => write(creation(parts, check, context, ask)),
    change: (context, ask) => write({ ...alteration(parts, check, context, ask), act: 'change' }),
    correct: (context, ask) =>
      write({
        ...alteration(parts, check, context, ask),
        act: 'correct',
        reason: ask.reason.slice(0, maxReasonLength),
      }),
    requestErasure: (context, ask) => requestErasure(parts, context, ask),
    async erase(context, ask) {
      const table = tableOf(parts, ask.resource);
      await useErasureApproval(parts, context, ask);
      const { id, version, purpose, reason, basis } = ask;
      return write({
        context,
        act: 'erase',
        table,
        id,
        version,
        values: {},
        reason,
        basis,
        purpose,
        idempotency: null,
      });
    },
  };
}

function creation(
  parts: DoorParts,
  check: ValueCheck,
  context: Context,
  ask: Asking & { values: Values; idempotencyKey?: string | null },
): Writing {
  const table = tableOf(parts, ask.resource);
  const values = checkValues(check, table, ask.values, 'create', context.at);
  const key = ask.idempotencyKey ?? null;
  const request = ['record', ask.resource, ask.values, ask.purpose];
  return {
    context,
    act: 'create',
    table,
    id: uuidV7(context.at),
    version: 0,
    values,
    reason: null,
    basis: null,
    purpose: ask.purpose,
    idempotency:
      key === null ? null : { name: nameOfKey(context.actor.id, key), digest: digestOfRequest(key, request) },
  };
}

function alteration(
  parts: DoorParts,
  check: ValueCheck,
  context: Context,
  ask: Asking & { id: string; version: number; values: Values },
): Omit<Writing, 'act'> {
  const table = tableOf(parts, ask.resource);
  const values = checkValues(check, table, ask.values, 'change', context.at);
  const { id, version, purpose } = ask;
  return { context, table, id, version, values, reason: null, basis: null, purpose, idempotency: null };
}

/**
 * Requests of a group share a transaction, so an error that one of them causes would fail them all: then each is
 * carried out alone, and only the one at fault fails. After a lost connection nothing is repeated: whether the group
 * was committed is not known.
 */
function isolating<In, Out>(
  run: (group: readonly In[]) => Promise<readonly (Out | Error)[]>,
): (group: readonly In[]) => Promise<readonly (Out | Error)[]> {
  return async (group) => {
    try {
      return await run(group);
    } catch (error) {
      if (isUndefinedColumn(error)) throw fault('declaration-changed'); // known here in a moment
      if (group.length === 1 || error instanceof Fault) throw error;
      const answers: (Out | Error)[] = [];
      for (const one of group) answers.push(await run([one]).then(([answer]) => answer as Out, asError));
      return answers;
    }
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A citizen number, of 18 characters or the archives' 15, that somebody put where the number of a matter belongs. */
const citizenNumber = /(?<![0-9])(?:[0-9]{15}|[0-9]{17}[0-9Xx])(?![0-9])/;

/** What goes into the ledger has a shape, and is nobody's number (control 35). @throws Fault records.purpose-malformed */
function requirePurposeShape(purpose: Purpose | null): void {
  if (purpose === null) return;
  const { kind, reference } = purpose;
  const isShaped = /^[a-z][a-z-]{0,39}$/.test(kind) && /^[A-Za-z0-9-]{1,64}$/.test(reference);
  if (isShaped && !citizenNumber.test(reference)) return;
  throw fault('purpose-malformed', {}, { pointer: '/purpose' });
}

/** Free text that people read later: no control characters, no halves of characters. */
function requirePlainText(text: string | null, pointer: string): void {
  if (text !== null && /[\p{Cc}\p{Cs}]/u.test(text)) throw fault('invalid-values', { count: 1 }, { pointer });
}

function tableOf(parts: DoorParts, resource: string): RecordTable {
  const table = parts.tables.get(resource);
  if (!table) throw fault('unknown-resource', { resource: resource.slice(0, 40) });
  return table;
}

function requireField(table: RecordTable, field: string, pointer: string): void {
  if (!table.byField.has(field)) throw fault('unknown-field', { field: field.slice(0, 40) }, { pointer });
}

function count(act: string, resource: string, outcome: string): void {
  metrics.accesses.inc({ act, resource, outcome });
}

/** UUID version 7 (RFC 9562): ids grow with time, so that new rows land at the end of the index. */
function uuidV7(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
