/** Reading the ledger for auditors and for the person concerned. Reading it is itself an act: callers append 'ledger-read'. */
import type { Tx } from '#infrastructure/sql/index.ts';
import { entryOf } from './entry-view.ts';
import type { LedgerEntry } from './entry-view.ts';
import { fault } from './errors.ts';
import {
  findKeys,
  findSeqs,
  selectEntries,
  selectEntriesByKey,
  selectEntryById,
  selectSubject,
} from './sql-read.ts';
import type { Condition, EntryKey, StoredEntry } from './sql-read.ts';

type Query = Pick<Tx, 'query'>;

/** Most entries of one page. */
export const MAX_PAGE = 200;

/** All given conditions hold together. An auditor's search without a time range reads the newest first and is bounded. */
export interface EntryFilters {
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
  readonly act?: string;
  readonly outcome?: string;
  /** Account of the actor. */
  readonly officer?: string;
  readonly organisation?: string;
  readonly branch?: string;
  readonly resource?: string;
  readonly record?: string;
  readonly purposeKind?: string;
  readonly purposeReference?: string;
  readonly requestId?: string;
  readonly subjectTag?: Buffer;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
  /** 'at' = oldest first; default '-at'. Order is the ledger's, which time follows. */
  readonly sort?: 'at' | '-at';
}

export interface EntryPage {
  readonly items: readonly LedgerEntry[];
  readonly nextCursor: string | null;
}

/** Each filter's SQL; `$` stands for its value. Sealed entries are found too: auditors see them. */
const filterSql: Record<keyof EntryFilters, string> = {
  from: 'at >= $',
  to: 'at < $',
  act: 'act = $',
  outcome: 'outcome = $',
  officer: 'actor = $',
  organisation: 'organisation = $',
  branch: 'branch = $',
  resource: 'resource = $',
  record: 'record = $',
  purposeKind: 'purpose_kind = $',
  purposeReference: 'purpose_reference = $',
  requestId: 'request_id = $',
  subjectTag: '', // through the index of subjects
};

/** A page of entries, in the ledger's order. @throws Fault ledger.bad-cursor */
export async function findEntries(tx: Query, filters: EntryFilters, page: PageRequest): Promise<EntryPage> {
  if (filters.subjectTag) return findOfSubject(tx, filters, filters.subjectTag, page);
  const direction = page.sort === 'at' ? 'asc' : 'desc';
  const conditions = conditionsOf(filters);
  if (page.cursor !== undefined) {
    const { xid, appendId } = parseKeyCursor(page.cursor);
    conditions.push({
      sql: `(xid, append_id) ${direction === 'asc' ? '>' : '<'} ($::xid8, $::bigint)`,
      values: [xid, appendId],
    });
  }
  const limit = limitOf(page);
  const rows = await selectEntries(tx, conditions, direction, limit + 1);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const nextCursor = rows.length > limit && last ? `${last.xid}.${last.append_id}` : null;
  return { items: await withSeqs(tx, kept), nextCursor };
}

function conditionsOf(filters: EntryFilters): Condition[] {
  return Object.entries(filterSql).flatMap(([name, sql]) => {
    const value = filters[name as keyof EntryFilters];
    return sql === '' || value === undefined ? [] : [{ sql, values: [value] }];
  });
}

async function withSeqs(tx: Query, rows: readonly StoredEntry[]): Promise<LedgerEntry[]> {
  const seqs = await findSeqs(
    tx,
    rows.map(({ xid, append_id }) => ({ xid, appendId: append_id })),
  );
  return rows.map((row, at) => entryOf(row, seqs[at]));
}

/** The entry of that identifier (the receipt of an access). @throws Fault ledger.not-found */
export async function getEntryById(tx: Query, id: string): Promise<LedgerEntry> {
  const row = await selectEntryById(tx, id);
  if (!row) throw fault('not-found');
  const [seq] = await findSeqs(tx, [{ xid: row.xid, appendId: row.append_id }]);
  return entryOf(row, seq);
}

/** The entry at that place of the tree. @throws Fault ledger.not-found, also for an index leaf */
export async function getEntry(tx: Query, seq: number): Promise<LedgerEntry> {
  const [entry] = await entriesAt(tx, [seq]);
  if (!entry) throw fault('not-found');
  return entry;
}

/** The entries at these places, in that order; undefined for an index leaf. */
export async function entriesAt(tx: Query, seqs: readonly number[]): Promise<(LedgerEntry | undefined)[]> {
  const keys = await findKeys(tx, seqs);
  const name = ({ xid, appendId }: EntryKey): string => `${xid}.${appendId}`;
  const rows = await selectEntriesByKey(
    tx,
    keys.filter((key) => key !== undefined),
  );
  const byKey = new Map(rows.map((row) => [`${row.xid}.${row.append_id}`, row]));
  return keys.map((key, at) => {
    const row = key && byKey.get(name(key));
    return row && entryOf(row, seqs[at]);
  });
}

/** A page of the entries that concern a person, newest first: what that person sees. Entries under seal are not in it. */
export async function listSubjectEntries(
  tx: Query,
  tag: Buffer,
  page: Omit<PageRequest, 'sort'>,
): Promise<EntryPage> {
  const limit = limitOf(page);
  const rows = await selectSubject(
    tx,
    tag,
    page.cursor === undefined ? null : parseNumberCursor(page.cursor),
    limit + 1,
  );
  const kept = rows.slice(0, limit);
  const entries = await entriesAt(
    tx,
    kept.map(({ seq }) => seq),
  );
  const nextCursor = rows.length > limit ? String(kept.at(-1)?.n) : null;
  return { items: entries.filter((entry) => entry !== undefined), nextCursor };
}

/** Subject entries read at a time while looking for those that fit the other filters. */
const SUBJECT_STEP = 500;
/** Subject entries looked through for one page; the cursor goes on from there. */
const MAX_SUBJECT_SCAN = 20_000;

/** An auditor's search for a person, narrowed by the other filters in memory. */
async function findOfSubject(
  tx: Query,
  filters: EntryFilters,
  tag: Buffer,
  page: PageRequest,
): Promise<EntryPage> {
  const limit = limitOf(page);
  const items: LedgerEntry[] = [];
  let below = page.cursor === undefined ? null : parseNumberCursor(page.cursor);
  for (let scanned = 0; scanned < MAX_SUBJECT_SCAN; scanned += SUBJECT_STEP) {
    const rows = await selectSubject(tx, tag, below, SUBJECT_STEP);
    const entries = await entriesAt(
      tx,
      rows.map(({ seq }) => seq),
    );
    for (const [at, entry] of entries.entries()) {
      below = rows[at]?.n ?? below;
      if (entry && fits(entry, filters)) items.push(entry);
      if (items.length === limit) return { items, nextCursor: (below ?? 0) > 1 ? String(below) : null };
    }
    if (rows.length < SUBJECT_STEP) return { items, nextCursor: null };
  }
  return { items, nextCursor: below === null ? null : String(below) };
}

function fits({ open, closed }: LedgerEntry, filters: EntryFilters): boolean {
  const wanted: readonly (readonly [string | undefined, string | null])[] = [
    [filters.act, open.act],
    [filters.outcome, open.outcome],
    [filters.officer, closed.actor],
    [filters.organisation, open.organisation],
    [filters.branch, open.branch],
    [filters.resource, open.resource],
    [filters.record, closed.record],
    [filters.purposeKind, open.purposeKind],
    [filters.purposeReference, closed.purposeReference],
    [filters.requestId, closed.requestId],
  ];
  const at = Date.parse(open.at);
  return (
    wanted.every(([want, have]) => want === undefined || want === have) &&
    (!filters.from || at >= filters.from.getTime()) &&
    (!filters.to || at < filters.to.getTime())
  );
}

function limitOf({ limit }: { limit: number }): number {
  return Math.max(1, Math.min(MAX_PAGE, Math.floor(limit)));
}

function parseKeyCursor(cursor: string): EntryKey {
  const [, xid, appendId] = /^([1-9]\d{0,18})\.([1-9]\d{0,17})$/.exec(cursor) ?? []; // PostgreSQL reads 080 as octal
  if (xid === undefined || appendId === undefined) throw fault('bad-cursor');
  return { xid, appendId };
}

function parseNumberCursor(cursor: string): number {
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw fault('bad-cursor');
  return Number(cursor);
}
