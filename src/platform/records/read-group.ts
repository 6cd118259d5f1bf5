import { nowMs } from '#infrastructure/clock/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import { secondsToRenewal } from '#security/access/index.ts';
import type { BudgetAlarm, Decision, Facts, OverBudget, Spending } from '#security/access/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendComposed, composeEntries, entryFor } from '#security/ledger/index.ts';
import type { Detail, EntryInput } from '#security/ledger/index.ts';
import { askPurposes } from './ask-purposes.ts';
import type { DoorParts } from './door-parts.ts';
import { fault } from './errors.ts';
import { findRows, maxFound, maxPage } from './find-rows.ts';
import type { PreparedFind, Question } from './find-rows.ts';
import { judge } from './judge.ts';
import type { ByRow, Deciding, Judgement } from './judge.ts';
import { flagKin } from './kinship.ts';
import { disclose, projectionOf } from './project.ts';
import type { Projection } from './project.ts';
import { fieldsInWords } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import type { Answer, DisclosedRecord, Reading } from './request.ts';
import { fieldsLeaving, grantsUsed, keepWithin, projectionFor, withheldOf, withinOf } from './rows-within.ts';
import type { StoredRow } from './sql.ts';
import { compareClaims } from './verify-claims.ts';

/** A reading whose resource, fields and input were found sound before it joined a group. */
export interface PreparedReading {
  readonly reading: Reading;
  readonly table: RecordTable;
  readonly prepared: PreparedFind;
}

/** What one reading comes to; `refusal` or `answer`, never both. */
export interface Outcome {
  readonly answer?: Answer & { readonly result?: 'match' | 'no-match' | 'not-held' };
  readonly refusal?: Fault;
}

/** Where one reading stands while its group goes through the door. */
interface Passage extends PreparedReading, Question {
  readonly table: RecordTable;
  decision: Decision | undefined;
  /** With row conditions in play: what is decided of each row that leaves, by its id. */
  readonly byRow: ByRow | null;
  decided: ReadonlyMap<string, Decision>;
  /** Something was found, all of it outside the row conditions: the answer is as if nothing had been, the entry says why. */
  outside: boolean;
  refusal: Fault | undefined;
  rows: StoredRow[];
  projection: Projection | undefined;
  flags: string[];
  /** What will leave once the entry is durable. */
  disclosed: readonly DisclosedRecord[];
  bytes: number;
  /** Tags of the persons whom what is shown concerns; made when first asked for. */
  subjects: readonly Buffer[] | undefined;
  /** Why it could not be made ready to leave (a damaged value); then nothing does. */
  failure: Fault | undefined;
}

/**
 * The way through the door, for a whole group in one transaction: purpose, decision, records, budget, ledger; the
 * commit makes the entries durable, and only then does anything leave. If the ledger can't be written, the
 * transaction fails and nobody gets anything.
 */
export async function readGroup(
  parts: DoorParts,
  group: readonly PreparedReading[],
): Promise<readonly (Outcome | Error)[]> {
  const facts = await askPurposes(
    parts,
    group.map((one) => one.reading),
  );
  const deciding = { point: parts.policies.point, grants: parts.grants };
  const { version } = deciding.point;
  const passages = group.map((one, n): Passage => {
    const judged = judgeReading(deciding, one, facts[n], false);
    const byRow = judged.permitted ? judged.byRow : null;
    return {
      ...one,
      n,
      byRow,
      within: withinOf(byRow, one.reading),
      decided: new Map(),
      outside: false,
      decision: judged.permitted ? judged.decision : undefined,
      refusal: judged.permitted ? undefined : judged.refusal,
      rows: [],
      projection: judged.permitted ? projectionOf(one.table, judged.decision, one.reading.fields) : undefined,
      flags: [],
      disclosed: [],
      bytes: 0,
      subjects: undefined,
      failure: undefined,
    };
  });
  const receipts = await parts.door.transaction(async (tx) => {
    await takeRows(tx, parts, passages, facts);
    for (const passage of passages) makeReady(parts, passage);
    const composed = [...composeEntries(passages.map((passage) => entryOf(parts, passage, version)))];
    // From here to the commit other groups wait for these budgets: what can be made ready is ready.
    const { alarms, over } = await takeBudgets(tx, parts, passages);
    for (const passage of over)
      composed.splice(passage.n, 1, ...composeEntries([entryOf(parts, passage, version)]));
    for (const alarm of alarms)
      composed.push(...composeEntries([alarmEntry(parts, alarm, (passages[0] as Passage).reading.context)]));
    return appendComposed(tx, composed);
  });
  return passages.map((passage, n) => outcomeOf(parts, passage, receipts[n]?.id ?? ''));
}

/** Step 2. A claim on a field that may not be read is refused whole: match or no match would tell its content. */
function judgeReading(
  deciding: Deciding,
  one: PreparedReading,
  facts: Facts | undefined,
  own: boolean,
): Judgement {
  const { context, act, purpose, find } = one.reading;
  const record = 'id' in find ? find.id : null;
  const judged = judge(deciding, one.table, { context, act, purpose, record }, facts, own);
  if (!judged.permitted || one.reading.act !== 'verify') return judged;
  const barred = Object.keys(one.reading.claims ?? {}).filter((field) => !judged.decision.fields.has(field));
  if (barred.length === 0) return judged;
  return {
    permitted: false,
    refusal: fault('claims-not-permitted', fieldsInWords(one.table, barred)),
    version: deciding.point.version,
  };
}

/** Step 4 for those permitted so far; then again the policy, now that it is known whose record it is. */
async function takeRows(
  tx: Tx,
  parts: DoorParts,
  passages: readonly Passage[],
  facts: readonly (Facts | undefined)[],
): Promise<void> {
  const questions: Question[] = passages.filter((passage) => !passage.refusal);
  const found = await findRows(tx, parts.tables, questions);
  for (const passage of passages) {
    passage.rows = found.get(passage.n) ?? [];
    if (passage.byRow) await keepWithin(tx, parts.tables, passage, passage.byRow);
    if (passage.reading.find.how === 'search' && passage.rows.length > maxFound) {
      refuse(passage, fault('too-many-found', { limit: maxFound }));
    } else if (passage.rows.some((row) => isOwn(parts, passage.reading, row))) {
      const again = judgeReading(
        { point: parts.policies.point, grants: parts.grants },
        passage,
        facts[passage.n],
        true,
      );
      if (!again.permitted) refuse(passage, again.refusal);
    }
  }
  await flagKin(tx, parts, passages);
}

function isOwn(parts: DoorParts, reading: Reading, row: StoredRow): boolean {
  const own = reading.context.actor.citizenNumber;
  return own !== undefined && row.subject_tag !== null && row.subject_tag.equals(parts.subjectTag(own));
}

function refuse(passage: Passage, refusal: Fault): void {
  passage.refusal = refusal;
  passage.rows = [];
  passage.disclosed = [];
  passage.bytes = 0;
  passage.subjects = undefined;
  passage.failure = undefined;
}

async function takeBudgets(
  tx: Tx,
  parts: DoorParts,
  passages: readonly Passage[],
): Promise<{ readonly alarms: readonly BudgetAlarm[]; readonly over: readonly Passage[] }> {
  const reading = passages.filter((passage) => !passage.refusal);
  if (reading.length === 0) return { alarms: [], over: [] };
  const spendings = reading.map((passage): Spending => {
    const { context, purpose } = passage.reading;
    const officer = context.actor.id;
    return {
      officer,
      purpose: purpose?.reference ?? '',
      agency: context.actor.agency,
      records: passage.rows.length,
      grants: grantsUsed(passage, pageOf(passage)),
      subjects: subjectsOf(parts, passage).map((tag) => tag.toString('base64url')),
      at: context.at,
    };
  });
  const { over, alarms } = await parts.budgets.spend(tx, spendings, await parts.population());
  reading.forEach((passage, index) => {
    const budget = over[index];
    if (budget) refuse(passage, overBudget(budget, passage.reading.context.at));
  });
  return { alarms, over: reading.filter((_, index) => over[index]) };
}

function overBudget(budget: OverBudget, at: Date): Fault {
  const { title, maximum } = budget;
  const params = { budgetZh: title.zh, budget: title.en, maximum };
  return fault('over-budget', params, { retryAfterSeconds: secondsToRenewal(budget, at) });
}

/**
 * An alarm is an act of the node itself: in the ledger, where the auditors find who it was, and counted for the
 * monitoring, which must not know.
 */
function alarmEntry(parts: DoorParts, alarm: BudgetAlarm, context: Context): EntryInput {
  metrics.alarms.inc({ kind: `budget-${alarm.budget}` });
  const { budget, holder, used, population } = alarm;
  return entryFor(systemContext(parts.agency, context.requestId, context.at), {
    act: 'system',
    outcome: 'permitted',
    resource: 'budget',
    record: holder,
    detail: { alarm: 'population-share', budget, used, population },
  });
}

/** The permitted fields of what was found, so that the entry can say how much leaves. */
function makeReady(parts: DoorParts, passage: Passage): void {
  const { projection, refusal, reading, table } = passage;
  if (refusal || !projection || reading.act === 'verify') return;
  const projectionOfRow = projectionFor(passage, projection);
  try {
    passage.disclosed = pageOf(passage).map((row) =>
      disclose(table, projectionOfRow(row), row, parts.sealer, parts.agency),
    );
    passage.bytes = Buffer.byteLength(JSON.stringify(passage.disclosed));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    passage.failure = error;
  }
}

/** Step 3: what goes into the ledger, for permitted and refused alike. No content, only which fields and how many. */
function entryOf(parts: DoorParts, passage: Passage, version: string): EntryInput {
  const { reading, failure, rows, table } = passage;
  const refusal = passage.refusal ?? (passage.outside ? fault('outside-grant') : undefined);
  const shown = pageOf(passage);
  return entryFor(reading.context, {
    act: reading.act,
    outcome: refusal ? 'refused' : failure ? 'failed' : 'permitted',
    reason: (refusal ?? failure)?.code ?? null,
    purpose: reading.purpose,
    resource: table.resource,
    record: rows.length === 1 && rows[0] ? rows[0].id : null,
    fields: refusal ? (reading.fields ?? []) : fieldsLeaving(passage, shown),
    count: refusal || failure ? 0 : shown.length,
    bytes: passage.bytes,
    durationMs: Math.max(0, nowMs() - reading.context.at.getTime()),
    subjects: subjectsOf(parts, passage),
    policy: version,
    detail: detailOf(passage),
  });
}

function detailOf(passage: Passage): Detail | null {
  const { byRow, flags, outside, refusal } = passage;
  const resting = outside ? (byRow?.conditional ?? []) : refusal ? [] : grantsUsed(passage, pageOf(passage));
  const grants = resting.map(({ id }) => `grant:${id}`);
  if (flags.length === 0 && grants.length === 0) return null;
  return {
    ...(flags.length > 0 ? { flags: flags.join(',') } : {}),
    ...(grants.length > 0 ? { grants: grants.join(',') } : {}),
  };
}

/** Whose data it is: the subjects of what was found; for a search that found nothing, whoever was asked for by number. */
function subjectsOf(parts: DoorParts, passage: Passage): readonly Buffer[] {
  return (passage.subjects ??= findSubjects(parts, passage, pageOf(passage)));
}

function findSubjects(parts: DoorParts, passage: Passage, rows: readonly StoredRow[]): readonly Buffer[] {
  const tags = new Map<string, Buffer>();
  for (const row of rows) if (row.subject_tag) tags.set(row.subject_tag.toString('latin1'), row.subject_tag);
  const asked = askedSubject(passage);
  if (tags.size === 0 && asked !== undefined) return [parts.subjectTag(asked)];
  return [...tags.values()];
}

function askedSubject({ table, prepared }: Passage): string | undefined {
  const { subject } = table;
  const place = subject ? prepared.key.indexOf(subject.field) : -1;
  const value = place < 0 ? undefined : prepared.values[place];
  return typeof value === 'string' ? value : undefined;
}

/** A list asks for one row more than a page to know whether there is another page. */
function pageOf({ reading, rows }: Passage): readonly StoredRow[] {
  return reading.find.how === 'list' ? rows.slice(0, Math.min(reading.find.limit, maxPage)) : rows;
}

function outcomeOf(parts: DoorParts, passage: Passage, receipt: string): Outcome | Error {
  const { reading, refusal, failure, projection, table, rows, disclosed } = passage;
  if (failure) return withReceipt(failure, receipt);
  if (refusal) return { refusal: withReceipt(refusal, receipt) };
  if (!projection) return new Error('a reading was neither permitted nor refused');
  if (reading.act === 'verify') {
    const result = compareClaims(table, rows, reading.claims ?? {}, parts.sealer);
    return { answer: { records: [], receipt, withheld: [], next: null, result } };
  }
  const page = pageOf(passage);
  return {
    answer: {
      records: disclosed,
      receipt,
      withheld: withheldOf(passage, page),
      next: page.length < rows.length ? (page.at(-1)?.id ?? null) : null,
    },
  };
}

/** The refused person gets the receipt too: the refusal is an entry like any other. */
function withReceipt(refusal: Fault, receipt: string): Fault {
  const { code, definition, details, pointer, params, retryAfterSeconds } = refusal;
  return new Fault(code, definition, { details, pointer, retryAfterSeconds, params: { ...params, receipt } });
}
