/** All SQL of the append and the sequencer; reading is in sql-read.ts. */
import { arrayLiteral } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { EntryRow } from './compose-entry.ts';
import { CopyWriter } from './copy-writer.ts';

type Query = Pick<Tx, 'query'>;

const entryColumns = `id, at, agency, organisation, branch, role, actor_kind, act, outcome, reason, resource, fields,
  purpose_kind, count, subjects, actor, session, purpose_reference, record, policy, request_id, address, detail, bytes,
  duration_ms, sealed_until, seal_approver, salt, leaf`;
const entryTypes = [
  'uuid', 'timestamptz', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'bigint',
  'bytea', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'bigint', 'bigint', 'timestamptz', 'text',
  'bytea', 'bytea',
]; // prettier-ignore
const fieldsAt = 11;

/** Many entries in two round trips. */
export async function copyEntries(tx: Tx, rows: readonly EntryRow[]): Promise<void> {
  const copy = new CopyWriter();
  for (const row of rows) writeEntry(copy, row);
  await tx.copyIn(`copy ledger.entry (${entryColumns}) from stdin (format binary)`, copy.finish());
}

function writeEntry(
  copy: CopyWriter,
  { id, atMs, open, closed, sealedUntilMs, tags, salt, leaf }: EntryRow,
): void {
  copy.row(entryTypes.length);
  copy.uuid(id);
  copy.timestamp(atMs);
  copy.text(open.agency);
  copy.text(open.organisation);
  copy.text(open.branch);
  copy.text(open.role);
  copy.text(open.actorKind);
  copy.text(open.act);
  copy.text(open.outcome);
  copy.text(open.reason);
  copy.text(open.resource);
  copy.textArray(open.fields);
  copy.text(open.purposeKind);
  copy.int8(open.count);
  copy.bytes(tags);
  copy.text(closed.actor);
  copy.text(closed.session);
  copy.text(closed.purposeReference);
  copy.text(closed.record);
  copy.text(closed.policy);
  copy.text(closed.requestId);
  copy.text(closed.address);
  copy.text(closed.detail);
  copy.int8(closed.bytes);
  copy.int8(closed.durationMs);
  copy.timestamp(sealedUntilMs);
  copy.text(closed.sealApprover);
  copy.bytes(salt);
  copy.bytes(leaf);
}

const insertStatement =
  `insert into ledger.entry (${entryColumns}) select ` +
  entryTypes.map((_, at) => `v${at}${at === fieldsAt ? '::text[]' : ''}`).join(', ') +
  ` from unnest(${entryTypes.map((type, at) => `$${at + 1}::${type}[]`).join(', ')}) as t(` +
  `${entryTypes.map((_, at) => `v${at}`).join(', ')})`;

/** A few entries in one round trip. */
export async function insertEntries(tx: Query, rows: readonly EntryRow[]): Promise<void> {
  const columns: unknown[][] = entryTypes.map(() => []);
  for (const { id, atMs, open, closed, tags, salt, leaf } of rows) {
    const values = [
      id, new Date(atMs), open.agency, open.organisation, open.branch, open.role, open.actorKind, open.act, open.outcome,
      open.reason, open.resource, arrayLiteral(open.fields), open.purposeKind, open.count, tags, closed.actor,
      closed.session, closed.purposeReference, closed.record, closed.policy, closed.requestId, closed.address,
      closed.detail, closed.bytes, closed.durationMs, closed.sealedUntil, closed.sealApprover, salt, leaf,
    ]; // prettier-ignore
    values.forEach((value, at) => columns[at]?.push(value));
  }
  await tx.query(insertStatement, columns, 'ledger-insert-entries');
}

/** Locks of the sequencer, in the class of advisory locks that belongs to the ledger. */
const LOCK_CLASS = 0x6d71; // 'mq'
const LEADER_LOCK = 1;
const BATCH_LOCK = 2;

/**
 * Takes, or sees that this session already has, the leadership. It only keeps the caches warm in one process;
 * correctness rests on `lockBatch`. Needs a pool of one connection.
 */
export async function tryLead(database: Query): Promise<boolean> {
  const rows = await database.query<{ leads: boolean }>(
    `select exists (select 1 from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and granted
                    and pid = pg_backend_pid() and database = (select oid from pg_database where datname = current_database()))
            or pg_try_advisory_lock($1::int, $2::int) as leads`,
    [LOCK_CLASS, LEADER_LOCK],
    'ledger-try-lead',
  );
  return rows[0]?.leads === true;
}

/**
 * The fence: held by the server until this transaction has really ended, also when its client was killed in the middle
 * of the commit. Waits for a predecessor's transaction, so what is read afterwards is what it left.
 */
export async function lockBatch(tx: Query): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock($1::int, $2::int)`,
    [LOCK_CLASS, BATCH_LOCK],
    'ledger-lock-batch',
  );
}

export interface Position {
  /** Leaves so far. */
  size: number;
  lastXid: string;
  lastAppendId: string;
  indexSeq: number | null;
  indexAt: Date | null;
  checkpointSize: number;
  nextXid: string;
}

/** Where the sequence stands. */
export async function selectPosition(tx: Query): Promise<Position> {
  const rows = await tx.query<Record<string, string | Date | null>>(
    `select greatest(coalesce(span.first_seq + span.count, 0), coalesce(index.seq + 1, 0)) as size,
            coalesce(span.last_xid::text, '0') as last_xid, coalesce(span.last_append_id, 0) as last_append_id,
            index.seq as index_seq, index.at as index_at,
            (select coalesce(max(size), 0) from ledger.checkpoint) as checkpoint_size,
            pg_snapshot_xmax(pg_current_snapshot())::text as next_xid
       from (select 1) as one
       left join lateral (select first_seq, count, last_xid, last_append_id from ledger.span order by first_seq desc limit 1) as span on true
       left join lateral (select seq, at from ledger.index order by seq desc limit 1) as index on true`,
    [],
    'ledger-position',
  );
  const row = rows[0] as Record<string, string | Date | null>;
  return {
    size: Number(row['size']),
    lastXid: row['last_xid'] as string,
    lastAppendId: row['last_append_id'] as string,
    indexSeq: row['index_seq'] === null ? null : Number(row['index_seq']),
    indexAt: row['index_at'] as Date | null,
    checkpointSize: Number(row['checkpoint_size']),
    nextXid: row['next_xid'] as string,
  };
}

export interface TakenEntries {
  readonly count: number;
  /** (xid, append_id), 16 bytes each. */
  readonly keys: Buffer;
  readonly leaves: Buffer;
  /** For each entry a uint16 number of tags, then the tags; none when under seal. */
  readonly tags: Buffer;
}

/**
 * The next entries in order: later than the last sequenced one, and of transactions older than every one that still
 * runs, so nothing can come before them any more. Gathered into one value each: a row each would cost 3 µs in pg.
 */
export async function takeEntries(tx: Query, position: Position, limit: number): Promise<TakenEntries> {
  const rows = await tx.query<{
    count: string;
    keys: Buffer | null;
    leaves: Buffer | null;
    tags: Buffer | null;
  }>(
    `select count(*) as count, string_agg(xid8send(xid) || int8send(append_id), ''::bytea order by xid, append_id) as keys,
            string_agg(leaf, ''::bytea order by xid, append_id) as leaves,
            string_agg(case when sealed_until is null then int2send((octet_length(subjects) / 32)::int2) || subjects
                            else '\\x0000'::bytea end, ''::bytea order by xid, append_id) as tags
       from (select xid, append_id, leaf, subjects, sealed_until from ledger.entry
              where (xid, append_id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
              order by xid, append_id limit $3) as taken`,
    [position.lastXid, position.lastAppendId, limit],
    'ledger-take-entries',
  );
  const none = Buffer.alloc(0);
  const [row] = rows;
  return {
    count: Number(row?.count),
    keys: row?.keys ?? none,
    leaves: row?.leaves ?? none,
    tags: row?.tags ?? none,
  };
}

export interface SpanRow {
  readonly firstSeq: number;
  readonly keys: Buffer;
  readonly leaves: Buffer;
}

export async function copySpans(tx: Tx, spans: readonly SpanRow[]): Promise<void> {
  const copy = new CopyWriter();
  for (const { firstSeq, keys, leaves } of spans) {
    copy.row(6);
    copy.int8(firstSeq);
    copy.int4(leaves.length / 32);
    copy.bytes(keys.subarray(-16, -8));
    copy.bytes(keys.subarray(-8));
    copy.bytes(keys);
    copy.bytes(leaves);
  }
  const columns = 'first_seq, count, last_xid, last_append_id, keys, leaves';
  await tx.copyIn(`copy ledger.span (${columns}) from stdin (format binary)`, copy.finish());
}

export interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly root: Buffer;
}

export async function copyTiles(tx: Tx, tiles: readonly TileRow[]): Promise<void> {
  if (tiles.length === 0) return;
  const copy = new CopyWriter();
  for (const { level, index, root } of tiles) {
    copy.row(3);
    copy.int2(level);
    copy.int8(index);
    copy.bytes(root);
  }
  await tx.copyIn(`copy ledger.tile (level, index, root) from stdin (format binary)`, copy.finish());
}

export interface SubjectRow {
  /** 32 bytes as latin1. */
  readonly tag: string;
  readonly n: number;
  readonly seq: number;
  readonly head: string;
}

export async function copySubjects(tx: Tx, rows: readonly SubjectRow[]): Promise<void> {
  if (rows.length === 0) return;
  const copy = new CopyWriter();
  for (const { tag, n, seq, head } of rows) {
    copy.row(4);
    copy.latin1(tag);
    copy.int4(n);
    copy.int8(seq);
    copy.latin1(head);
  }
  await tx.copyIn(`copy ledger.subject (tag, n, seq, head) from stdin (format binary)`, copy.finish());
}

/** Number of entries and chain head of each of these tags (32 bytes each, joined) that the index has. */
export async function selectHeads(
  tx: Query,
  tags: Buffer,
): Promise<{ tag: Buffer; n: number; head: Buffer }[]> {
  return tx.query(
    `select wanted.tag, last.n, last.head
       from (select substring($1::bytea from at * 32 + 1 for 32) as tag from generate_series(0, $2::int - 1) as at) as wanted
      cross join lateral (select n, head from ledger.subject where tag = wanted.tag order by n desc limit 1) as last`,
    [tags, tags.length / 32],
    'ledger-heads',
  );
}

/**
 * The newest state of each subject in each of these buckets (numbers), leaving out what came at or after `size`.
 * Skips from tag to tag along the key instead of reading each subject's whole history.
 */
export async function selectBuckets(
  tx: Query,
  buckets: readonly number[],
  size: number,
): Promise<{ tag: Buffer; n: number; head: Buffer }[]> {
  return tx.query(
    `select found.tag, last.n, last.head
       from unnest($1::int[]) as number
      cross join lateral (select decode(lpad(to_hex(number), 4, '0'), 'hex') as first) as prefix
      cross join lateral (
        with recursive step as (
          (select tag from ledger.subject where tag >= prefix.first order by tag limit 1)
          union all
          select (select next.tag from ledger.subject as next where next.tag > step.tag order by next.tag limit 1)
            from step where substring(step.tag from 1 for 2) = prefix.first
        ) select tag from step where substring(tag from 1 for 2) = prefix.first) as found
      cross join lateral (select n, head from ledger.subject
                           where tag = found.tag and seq < $2 order by n desc limit 1) as last`,
    [buckets, size],
    'ledger-buckets',
  );
}

/** SHA-256 of the notes of the checkpoints of more than `after` and at most `size` leaves, in order. */
export async function hashCheckpoints(tx: Query, after: number, size: number): Promise<Buffer> {
  const rows = await tx.query<{ digest: Buffer }>(
    `select sha256(coalesce(string_agg(convert_to(note, 'UTF8'), ''::bytea order by size), ''::bytea)) as digest
       from ledger.checkpoint where size > $1 and size <= $2`,
    [after, size],
    'ledger-hash-checkpoints',
  );
  return (rows[0] as { digest: Buffer }).digest;
}

export async function insertIndex(tx: Query, row: IndexRow & { checkpoints: Buffer }): Promise<void> {
  await tx.query(
    `insert into ledger.index (seq, at, checkpoints, root, complete, buckets) values ($1, $2, $3, $4, $5, $6)`,
    [row.seq, row.at, row.checkpoints, row.root, row.complete, row.buckets],
    'ledger-insert-index',
  );
}

export interface IndexRow {
  readonly seq: number;
  readonly at: Date;
  readonly root: Buffer;
  readonly complete: boolean;
  readonly buckets: Buffer;
}

/** The index rows after `after` and below `size`, from the last complete one on, oldest first, at most `limit`. */
export async function selectIndexRows(
  tx: Query,
  after: number,
  size: number,
  limit: number,
): Promise<IndexRow[]> {
  const rows = await tx.query<Omit<IndexRow, 'seq'> & { seq: string }>(
    `select seq, at, root, complete, buckets from ledger.index
      where seq > $1 and seq < $2 and seq >= coalesce((select max(seq) from ledger.index where complete and seq < $2), 0)
      order by seq limit $3`,
    [after, size, limit],
    'ledger-index-rows',
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Tags of the unsealed entries sequenced from `seq` on: what a new leader must bring into the next index. */
export async function selectTagsFrom(tx: Query, seq: number): Promise<Buffer[]> {
  const rows = await tx.query<{ subjects: Buffer }>(
    `select entry.subjects from ledger.span
       join ledger.entry on (xid, append_id) >= (('x' || encode(substring(keys from 1 for 8), 'hex'))::bit(64)::bigint::text::xid8,
                                                  ('x' || encode(substring(keys from 9 for 8), 'hex'))::bit(64)::bigint)
                        and (xid, append_id) <= (last_xid, last_append_id)
      where first_seq >= $1 and sealed_until is null and octet_length(subjects) > 0`,
    [seq],
  );
  return rows.map((row) => row.subjects);
}

/** Entries whose seal ended after the last index (or that were sequenced since, with a seal already over). */
export async function selectUnsealed(
  tx: Query,
  at: Date,
  previous: { at: Date | null; seq: number | null },
  position: Position,
): Promise<{ xid: string; appendId: string; leaf: Buffer; subjects: Buffer }[]> {
  return tx.query(
    `select xid::text as xid, append_id as "appendId", leaf, subjects from ledger.entry
      where sealed_until <= $1 and (xid, append_id) <= ($4::xid8, $5::bigint)
        and ($2::timestamptz is null or sealed_until > $2 or coalesce((xid, append_id) >
             (select last_xid, last_append_id from ledger.span where first_seq < $3 order by first_seq desc limit 1), true))
      order by sealed_until, xid, append_id`,
    [at, previous.at, previous.seq, position.lastXid, position.lastAppendId],
  );
}

/**
 * Stores a checkpoint, unless an index leaf at or after it exists: that leaf has told which checkpoints came before it,
 * so a sequencer that was overtaken while signing must drop what it signed. Call under `lockBatch`.
 */
export async function insertCheckpoint(tx: Query, size: number, note: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into ledger.checkpoint (size, note)
     select $1::bigint, $2 where not exists (select 1 from ledger.index where seq >= $1::bigint) returning 1 as stored`,
    [size, note],
    'ledger-insert-checkpoint',
  );
  return rows.length > 0;
}
