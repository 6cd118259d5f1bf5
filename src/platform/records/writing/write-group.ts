import { nowMs } from '#infrastructure/clock/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Facts } from '#security/access/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import { onceFault } from '#security/once/index.ts';
import { askPurposes } from '../ask-purposes.ts';
import type { DoorParts } from '../door-parts.ts';
import { fault } from '../errors.ts';
import { judge } from '../judge.ts';
import { fieldsInWords } from '../record-table.ts';
import type { StoredRow } from '../sql.ts';
import { findTargets, requireTargets, subjectTagOf } from './references.ts';
import type { Targets } from './references.ts';
import type { Writing, Written } from './request.ts';
import { columnsOf, hex } from './rows.ts';
import {
  eraseRow,
  insertHistory,
  insertKeptAnswers,
  insertNotices,
  insertRows,
  lockRows,
  selectKeptAnswers,
  updateRows,
} from './sql.ts';
import type { EndedVersion, NewRow, Notice } from './sql.ts';

/** Where one writing stands while its group goes through the door. */
interface Passage {
  readonly writing: Writing;
  readonly facts: Facts | undefined;
  refusal: Fault | undefined;
  /** The answer of the same request sent before. */
  kept: Written | undefined;
  before: StoredRow | undefined;
  subject: Buffer | null | undefined;
}

/**
 * Writes a group in one transaction: each record, its history, its notice and its ledger entry, or none of them.
 * When a key turns out to exist already the group is taken apart, so that one duplicate does not spoil the others.
 */
export async function writeGroup(
  parts: DoorParts,
  group: readonly Writing[],
): Promise<readonly (Written | Error)[]> {
  const facts = await askPurposes(parts, group);
  try {
    return await parts.door.transaction((tx) => pass(tx, parts, group, facts, false));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const answers: (Written | Error)[] = [];
    for (const [place, writing] of group.entries())
      answers.push(await writeAlone(parts, writing, facts[place]));
    return answers;
  }
}

async function writeAlone(
  parts: DoorParts,
  writing: Writing,
  facts: Facts | undefined,
): Promise<Written | Error> {
  const run = (isDuplicate: boolean): Promise<(Written | Error)[]> =>
    parts.door.transaction((tx) => pass(tx, parts, [writing], [facts], isDuplicate));
  try {
    return (await run(false))[0] as Written | Error;
  } catch (error) {
    if (!isUniqueViolation(error)) return error as Error;
    return (await run(true))[0] as Written | Error; // now only its ledger entry, saying that it failed
  }
}

async function pass(
  tx: Tx,
  parts: DoorParts,
  group: readonly Writing[],
  facts: readonly (Facts | undefined)[],
  isDuplicate: boolean,
): Promise<(Written | Error)[]> {
  const passages = group.map((asked, n): Passage => {
    const refusal = isDuplicate ? fault('already-exists') : undefined;
    // A release may have come while the group waited: all of it is written as its tables are now, never half as they were.
    const writing = { ...asked, table: parts.tables.get(asked.table.resource) ?? asked.table };
    return { writing, facts: facts[n], refusal, kept: undefined, before: undefined, subject: undefined };
  });
  await findKeptAnswers(tx, passages);
  await takePresentRows(tx, passages);
  const targets = await findTargets(
    tx,
    parts,
    passages.filter(isOpen).map(({ writing }) => writing),
  );
  for (const passage of passages.filter(isOpen)) examine(parts, passage, targets);
  refuseSecondWriters(passages.filter(isOpen));
  const fresh = passages.filter(({ kept }) => kept === undefined);
  const receipts = await appendEntries(
    tx,
    fresh.map((passage) => entryOf(parts, passage)),
  );
  const receiptOf = new Map(fresh.map((passage, index) => [passage, receipts[index]?.id ?? '']));
  await apply(tx, parts, passages.filter(isOpen), receiptOf);
  return passages.map((passage) => answerOf(passage, receiptOf.get(passage) ?? ''));
}

function isOpen(passage: Passage): boolean {
  return passage.refusal === undefined && passage.kept === undefined;
}

async function findKeptAnswers(tx: Tx, passages: readonly Passage[]): Promise<void> {
  const keyed = passages.filter(({ writing }) => writing.idempotency !== null);
  if (keyed.length === 0) return;
  const name = (passage: Passage): string =>
    `${passage.writing.context.actor.id}|${passage.writing.idempotency?.name}`;
  const kept = await selectKeptAnswers(
    tx,
    keyed.map(({ writing }) => ({ actor: writing.context.actor.id, key: writing.idempotency?.name ?? '' })),
  );
  const byName = new Map(kept.map((row) => [`${row.actor}|${row.key}`, row]));
  const seen = new Set<string>();
  for (const passage of keyed) {
    const row = byName.get(name(passage));
    if (row) {
      if (row.request_digest.equals(passage.writing.idempotency?.digest ?? Buffer.alloc(0)))
        passage.kept = row.answer as Written;
      else passage.refusal = onceFault('key-reused');
    } else if (seen.has(name(passage))) {
      passage.refusal = onceFault('key-reused'); // twice at once: the other one is being carried out in this very group
    }
    seen.add(name(passage));
  }
}

async function takePresentRows(tx: Tx, passages: readonly Passage[]): Promise<void> {
  const asking = passages.filter((passage) => isOpen(passage) && passage.writing.act !== 'create');
  for (const table of new Set(asking.map(({ writing }) => writing.table))) {
    const own = asking.filter(({ writing }) => writing.table === table);
    const rows = await lockRows(tx, table, [...new Set(own.map(({ writing }) => writing.id))]);
    for (const passage of own) passage.before = rows.get(passage.writing.id);
  }
}

/** Purpose, policy, ownership, version, references: the first that fails is the refusal. */
function examine(parts: DoorParts, passage: Passage, targets: Targets): void {
  const { writing, before } = passage;
  const { table, values } = writing;
  passage.subject = subjectTagOf(parts, table, values, targets) ?? before?.subject_tag ?? null;
  const own = writing.context.actor.citizenNumber;
  const isOwn =
    own !== undefined && passage.subject !== null && passage.subject.equals(parts.subjectTag(own));
  const judged = judge(
    { point: parts.policies.point, grants: parts.grants },
    table,
    { ...writing, record: writing.act === 'create' ? null : writing.id },
    passage.facts,
    isOwn,
  );
  if (!judged.permitted) {
    passage.refusal = judged.refusal;
    return;
  }
  const barred = Object.keys(values).filter((field) => !judged.decision.fields.has(field));
  if (barred.length > 0) passage.refusal = fault('fields-not-permitted', fieldsInWords(table, barred));
  else if (table.source !== 'self')
    passage.refusal = fault('not-owner', {
      resource: table.title.en,
      resourceZh: table.title.zh,
      source: table.source,
    });
  else if (writing.act !== 'create' && !before) passage.refusal = fault('not-found');
  else if (before && before.version !== writing.version)
    passage.refusal = fault('version-conflict', { version: before.version });
  else passage.refusal = missingReference(table, values, targets);
}

/** Two changes of one record in one group: both saw the same version, so only the first may stand. */
function refuseSecondWriters(open: readonly Passage[]): void {
  const taken = new Set<string>();
  for (const passage of open) {
    const { id, version } = passage.writing;
    if (taken.has(id)) passage.refusal = fault('version-conflict', { version: version + 1 });
    taken.add(id);
  }
}

function missingReference(
  table: Writing['table'],
  values: Writing['values'],
  targets: Targets,
): Fault | undefined {
  try {
    requireTargets(table, values, targets);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function entryOf(parts: DoorParts, passage: Passage): EntryInput {
  const { writing, refusal, subject } = passage;
  return entryFor(writing.context, {
    act: writing.act,
    outcome: refusal === undefined ? 'permitted' : refusal.status === 403 ? 'refused' : 'failed',
    ...(refusal ? { reason: refusal.code } : {}),
    purpose: writing.purpose,
    resource: writing.table.resource,
    record: writing.id,
    fields: Object.keys(writing.values).sort(),
    count: refusal ? 0 : 1,
    subjects: subject ? [subject] : [],
    policy: parts.policies.point.version,
    durationMs: Math.max(0, nowMs() - writing.context.at.getTime()),
  });
}

/** Carries out what stands: creations of a table in one statement, the rest one by one on rows that are locked. */
async function apply(
  tx: Tx,
  parts: DoorParts,
  open: readonly Passage[],
  receiptOf: ReadonlyMap<Passage, string>,
): Promise<void> {
  if (open.length === 0) return;
  const created = open.filter(({ writing }) => writing.act === 'create');
  for (const table of new Set(created.map(({ writing }) => writing.table))) {
    const own = created.filter(({ writing }) => writing.table === table);
    const rows = own.map((passage) => newRow(parts, passage, receiptOf.get(passage) ?? ''));
    if (!(await insertRows(tx, table, rows))) throw fault('declaration-changed');
  }
  await changeAll(tx, parts, open, receiptOf);
  for (const passage of open) {
    if (passage.writing.act === 'erase') await erase(tx, passage, receiptOf.get(passage) ?? '');
  }
  await insertNotices(tx, open.map(noticeOf));
  const kept = open.filter(({ writing }) => writing.idempotency !== null);
  if (kept.length > 0) {
    await insertKeptAnswers(
      tx,
      kept.map((passage) => ({
        actor: passage.writing.context.actor.id,
        key: passage.writing.idempotency?.name ?? '',
        request_digest: passage.writing.idempotency?.digest ?? Buffer.alloc(0),
        answer: written(passage, receiptOf.get(passage) ?? ''),
      })),
    );
  }
}

function newRow(parts: DoorParts, passage: Passage, receipt: string): NewRow {
  const { writing, subject } = passage;
  return {
    ...columnsOf(parts, writing),
    ...stampOf(passage, receipt),
    id: writing.id,
    subject_tag: hex(subject ?? null),
    source: 'self',
  };
}

function stampOf(passage: Passage, receipt: string): NewRow {
  const { version } = passage.writing;
  return { version: version + 1, recorded_at: instantOf(passage).toISOString(), recorded_by: receipt };
}

/** Versions of a record follow one another in time, even if the clocks of two processes do not quite agree. */
function instantOf({ writing, before }: Passage): Date {
  const { at } = writing.context;
  return before && before.recorded_at >= at ? new Date(before.recorded_at.getTime() + 1) : at;
}

/** Changes and corrections: the versions that end, a statement for each table; then the new ones, one for each set of columns. */
async function changeAll(
  tx: Tx,
  parts: DoorParts,
  open: readonly Passage[],
  receiptOf: ReadonlyMap<Passage, string>,
): Promise<void> {
  const changed = open.filter(({ writing }) => writing.act === 'change' || writing.act === 'correct');
  for (const group of groupBy(changed, ({ writing }) => writing.table.resource)) {
    const { table } = (group[0] as Passage).writing;
    await insertHistory(tx, table, group.map(endedVersion));
    const rows = group.map((passage) => changedRow(parts, passage, receiptOf.get(passage) ?? ''));
    for (const alike of groupBy(rows, (row) => Object.keys(row).sort().join()))
      if (!(await updateRows(tx, table, alike))) throw fault('declaration-changed');
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOf).values()];
}

function endedVersion(passage: Passage): EndedVersion {
  const { id, act, reason } = passage.writing;
  return { id, at: instantOf(passage).toISOString(), act, reason };
}

function changedRow(parts: DoorParts, passage: Passage, receipt: string): NewRow {
  const { writing, subject } = passage;
  const own = columnsOf(parts, writing);
  return { ...own, ...stampOf(passage, receipt), id: writing.id, subject_tag: hex(subject ?? null) };
}

async function erase(tx: Tx, { writing }: Passage, receipt: string): Promise<void> {
  const { table, id, context, basis } = writing;
  await eraseRow(tx, table, { id, at: context.at, basis: basis ?? '', entry: receipt });
}

function noticeOf({ writing }: Passage): Notice {
  const { table, id, version, act, context } = writing;
  return { resource: table.resource, record: id, version: version + 1, act, at: context.at };
}

function written({ writing }: Passage, receipt: string): Written {
  return { id: writing.id, version: writing.version + 1, receipt };
}

function answerOf(passage: Passage, receipt: string): Written | Error {
  return passage.refusal ?? passage.kept ?? written(passage, receipt);
}
