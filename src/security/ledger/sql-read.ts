/** All SQL of reading the ledger. */
import type { Tx } from '#infrastructure/sql/index.ts';

type Query = Pick<Tx, 'query'>;

export interface LatestCheckpoint {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

export async function selectCheckpoint(tx: Query): Promise<LatestCheckpoint | undefined> {
  const rows = await tx.query<{ size: string; note: string }>(
    `select size, note from ledger.checkpoint order by size desc limit 1`,
    [],
    'ledger-checkpoint',
  );
  return rows[0] && { size: Number(rows[0].size), note: rows[0].note };
}

export async function selectCheckpointSize(tx: Query): Promise<number> {
  const rows = await tx.query<{ size: string }>(
    `select coalesce(max(size), 0) as size from ledger.checkpoint`,
    [],
    'ledger-checkpoint-size',
  );
  return Number(rows[0]?.size);
}

/** The slices of spans that hold leaves first ... first + count - 1. */
export async function selectLeaves(
  tx: Query,
  first: number,
  count: number,
): Promise<{ seq: number; leaves: Buffer }[]> {
  const rows = await tx.query<{ seq: string; leaves: Buffer }>(
    `select greatest(first_seq, $1::bigint) as seq,
            substring(leaves from (greatest($1::bigint - first_seq, 0) * 32 + 1)::int
                      for (least(first_seq + count, $1::bigint + $2::bigint) - greatest(first_seq, $1::bigint))::int * 32) as leaves
       from ledger.span
      where first_seq < $1::bigint + $2::bigint and first_seq + count > $1::bigint
        and first_seq >= coalesce((select max(first_seq) from ledger.span where first_seq <= $1::bigint), 0)
      order by first_seq`,
    [first, count],
    'ledger-leaves',
  );
  return rows.map((row) => ({ seq: Number(row.seq), leaves: row.leaves }));
}

/** An index leaf as stored. */
export interface StoredIndex {
  readonly seq: number;
  readonly at: Date;
  readonly checkpoints: Buffer;
  readonly root: Buffer;
}

/** The index leaves among leaves first ... first + count - 1. */
export async function selectIndexLeaves(tx: Query, first: number, count: number): Promise<StoredIndex[]> {
  const rows = await tx.query<Omit<StoredIndex, 'seq'> & { seq: string }>(
    `select seq, at, checkpoints, root from ledger.index where seq >= $1 and seq < $1::bigint + $2::bigint`,
    [first, count],
    'ledger-index-leaves',
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

export async function selectTileRoots(
  tx: Query,
  level: number,
  first: number,
  count: number,
): Promise<Buffer[]> {
  const rows = await tx.query<{ root: Buffer }>(
    `select root from ledger.tile where level = $1 and index >= $2 and index < $2::bigint + $3::bigint order by index`,
    [level, first, count],
    'ledger-tile-roots',
  );
  return rows.map(({ root }) => root);
}

/** The span in which an entry with this key lies or will lie. */
interface SpanOfKey {
  readonly first_seq: string;
  readonly keys: Buffer;
}

export interface EntryKey {
  readonly xid: string;
  readonly appendId: string;
}

/** The place of each of these entries in the tree; undefined where it has none yet. */
export async function findSeqs(tx: Query, keys: readonly EntryKey[]): Promise<(number | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = await tx.query<SpanOfKey>(
    `select distinct on (span.first_seq) span.first_seq, span.keys
       from unnest($1::xid8[], $2::bigint[]) as wanted (xid, append_id)
      cross join lateral (select first_seq, keys from ledger.span
                           where (last_xid, last_append_id) >= (wanted.xid, wanted.append_id)
                           order by last_xid, last_append_id limit 1) as span`,
    [keys.map(({ xid }) => xid), keys.map(({ appendId }) => appendId)],
    'ledger-find-seqs',
  );
  const seqs = new Map<string, number>();
  for (const { first_seq, keys: packed } of rows)
    for (let at = 0; at < packed.length; at += 16)
      seqs.set(packed.toString('latin1', at, at + 16), Number(first_seq) + at / 16);
  return keys.map((key) => seqs.get(packKey(key)));
}

function packKey({ xid, appendId }: EntryKey): string {
  const packed = Buffer.alloc(16);
  packed.writeBigUInt64BE(BigInt(xid));
  packed.writeBigInt64BE(BigInt(appendId), 8);
  return packed.toString('latin1');
}

/** The keys of the entries at these places; undefined for an index leaf or a place not yet taken. */
export async function findKeys(tx: Query, seqs: readonly number[]): Promise<(EntryKey | undefined)[]> {
  const rows = await tx.query<{ seq: string; key: Buffer }>(
    `select wanted.seq, substring(span.keys from ((wanted.seq - span.first_seq) * 16 + 1)::int for 16) as key
       from unnest($1::bigint[]) as wanted (seq)
      cross join lateral (select first_seq, count, keys from ledger.span
                           where first_seq <= wanted.seq order by first_seq desc limit 1) as span
      where wanted.seq < span.first_seq + span.count`,
    [seqs],
    'ledger-find-keys',
  );
  const keys = new Map(rows.map(({ seq, key }) => [Number(seq), unpackKey(key)]));
  return seqs.map((seq) => keys.get(seq));
}

function unpackKey(key: Buffer): EntryKey {
  return { xid: key.readBigUInt64BE(0).toString(), appendId: key.readBigInt64BE(8).toString() };
}

/** A row of ledger.entry as read. Instants have the millisecond precision that entries are written with. */
export interface StoredEntry {
  readonly xid: string;
  readonly append_id: string;
  readonly id: string;
  readonly at: Date;
  readonly agency: string;
  readonly organisation: string;
  readonly branch: string;
  readonly role: string;
  readonly actor_kind: string;
  readonly act: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly resource: string | null;
  readonly fields: string[];
  readonly purpose_kind: string | null;
  readonly count: string | null;
  readonly subjects: Buffer;
  readonly actor: string;
  readonly session: string | null;
  readonly purpose_reference: string | null;
  readonly record: string | null;
  readonly policy: string | null;
  readonly request_id: string;
  readonly address: string | null;
  readonly detail: string | null;
  readonly bytes: string | null;
  readonly duration_ms: string | null;
  readonly sealed_until: Date | null;
  readonly seal_approver: string | null;
  readonly salt: Buffer;
  readonly leaf: Buffer;
}

const columns = `xid::text as xid, append_id, id, at, agency, organisation, branch, role, actor_kind, act, outcome, reason,
  resource, fields, purpose_kind, count, subjects, actor, session, purpose_reference, record, policy, request_id, address,
  detail, bytes, duration_ms, sealed_until, seal_approver, salt, leaf`;

export async function selectEntriesByKey(tx: Query, keys: readonly EntryKey[]): Promise<StoredEntry[]> {
  return tx.query(
    `select ${columns} from ledger.entry
      where (xid, append_id) in (select * from unnest($1::xid8[], $2::bigint[])) order by entry.xid, append_id`,
    [keys.map(({ xid }) => xid), keys.map(({ appendId }) => appendId)],
    'ledger-entries-by-key',
  );
}

export async function selectEntryById(tx: Query, id: string): Promise<StoredEntry | undefined> {
  const rows = await tx.query<StoredEntry>(
    `select ${columns} from ledger.entry where id = $1`,
    [id],
    'ledger-entry-by-id',
  );
  return rows[0];
}

/** Conditions are fixed texts with `$` for their value; nothing of a request becomes SQL. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export async function selectEntries(
  tx: Query,
  conditions: readonly Condition[],
  direction: 'asc' | 'desc',
  limit: number,
): Promise<StoredEntry[]> {
  const values: unknown[] = [];
  const parts = conditions.map((condition) => {
    let used = 0;
    return condition.sql.replace(/\$/g, () => `$${values.push(condition.values[used++])}`);
  });
  const where = parts.length > 0 ? `where ${parts.join(' and ')}` : '';
  values.push(limit);
  return tx.query(
    `select ${columns} from ledger.entry ${where} order by entry.xid ${direction}, append_id ${direction} limit $${values.length}`,
    values,
  );
}

/** A page of a subject's index, newest first. */
export async function selectSubject(
  tx: Query,
  tag: Buffer,
  below: number | null,
  limit: number,
): Promise<{ n: number; seq: number }[]> {
  const rows = await tx.query<{ n: number; seq: string }>(
    `select n, seq from ledger.subject where tag = $1 and ($2::int is null or n < $2) order by n desc limit $3`,
    [tag, below, limit],
    'ledger-subject',
  );
  return rows.map((row) => ({ n: row.n, seq: Number(row.seq) }));
}

/** The subject's entries below `size` in the order of their chain. */
export async function selectChain(tx: Query, tag: Buffer, size: number, limit: number): Promise<number[]> {
  const rows = await tx.query<{ seq: string }>(
    `select seq from ledger.subject where tag = $1 and seq < $2 order by n limit $3`,
    [tag, size, limit],
    'ledger-chain',
  );
  return rows.map((row) => Number(row.seq));
}

/** The leaves at these places, in that order. */
export async function selectLeavesAt(tx: Query, seqs: readonly number[]): Promise<Buffer[]> {
  const rows = await tx.query<{ leaf: Buffer }>(
    `select substring(span.leaves from ((wanted.seq - span.first_seq) * 32 + 1)::int for 32) as leaf
       from unnest($1::bigint[]) with ordinality as wanted (seq, place)
      cross join lateral (select first_seq, leaves from ledger.span
                           where first_seq <= wanted.seq order by first_seq desc limit 1) as span
      order by wanted.place`,
    [seqs],
    'ledger-leaves-at',
  );
  return rows.map(({ leaf }) => leaf);
}
