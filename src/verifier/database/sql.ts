/** The verifier's own SQL: read only, role minqiao_reader, one snapshot over several connections. */
import pg from 'pg';
import type { Client } from 'pg';
import { readCopy } from './copy-reader.ts';
import type { CopyRow } from './copy-reader.ts';

/** The same state of the ledger, read over several connections at once. */
export interface Snapshot {
  /** A further connection that sees the same state. */
  connect(): Promise<Client>;
  close(): Promise<void>;
}

export async function openSnapshot(url: string): Promise<Snapshot> {
  const clients: Client[] = [];
  const open = async (): Promise<Client> => {
    const client = new pg.Client({ connectionString: url, application_name: 'minqiao-verify' });
    clients.push(client);
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    return client;
  };
  const first = await open();
  const { rows } = await first.query<{ id: string }>('select pg_export_snapshot() as id');
  const id = rows[0]?.id ?? '';
  return {
    async connect() {
      const client = await open();
      await client.query(`set transaction snapshot ${client.escapeLiteral(id)}`);
      return client;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

/** All entries in their order. Key: the two order columns as 16 bytes, which sort as they do. */
export function streamEntries<T>(client: Client, parse: (row: CopyRow) => T): AsyncGenerator<T[]> {
  return readCopy(
    client,
    `select xid8send(xid) || int8send(append_id), id::text, at, agency, organisation, branch, role, actor_kind, act, outcome,
            reason, resource, fields, purpose_kind, count, subjects, actor, session, purpose_reference, record, policy,
            request_id, address, detail, bytes, duration_ms, sealed_until, seal_approver, salt, leaf
       from ledger.entry order by xid, append_id`,
    parse,
  );
}

export interface SpanRow {
  readonly firstSeq: number;
  readonly count: number;
  /** last_xid and last_append_id as 16 bytes. */
  readonly last: string;
  readonly keys: string;
  readonly leaves: string;
}

export function streamSpans(client: Client): AsyncGenerator<SpanRow[]> {
  return readCopy(
    client,
    `select first_seq, count, xid8send(last_xid) || int8send(last_append_id), keys, leaves from ledger.span order by first_seq`,
    (row) => ({
      firstSeq: row.number(0),
      count: row.number(1),
      last: row.latin1(2),
      keys: row.latin1(3),
      leaves: row.latin1(4),
    }),
  );
}

export interface IndexRow {
  readonly seq: number;
  readonly atMs: number;
  readonly checkpoints: string;
  readonly root: string;
  readonly complete: boolean;
  readonly buckets: Buffer;
}

export function streamIndexes(client: Client): AsyncGenerator<IndexRow[]> {
  return readCopy(
    client,
    `select seq, at, checkpoints, root, complete::int, buckets from ledger.index order by seq`,
    (row) => ({
      seq: row.number(0),
      atMs: row.milliseconds(1),
      checkpoints: row.latin1(2),
      root: row.latin1(3),
      complete: row.number(4) === 1,
      buckets: row.bytes(5),
    }),
  );
}

export function streamCheckpoints(client: Client): AsyncGenerator<{ size: number; note: string }[]> {
  return readCopy(client, `select size, note from ledger.checkpoint order by size`, (row) => ({
    size: row.number(0),
    note: row.text(1),
  }));
}

export interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly root: string;
}

/** Tiles in the order in which a growing tree completes them. */
export function streamTiles(client: Client): AsyncGenerator<TileRow[]> {
  return readCopy(
    client,
    `select level, index, root from ledger.tile order by (index + 1)::numeric * 256::numeric ^ (level + 1), level`,
    (row) => ({ level: row.number(0), index: row.number(1), root: row.latin1(2) }),
  );
}

export interface SubjectRow {
  readonly tag: string;
  readonly n: number;
  readonly seq: number;
  readonly head: string;
}

const subjectOf = (row: CopyRow): SubjectRow => ({
  tag: row.latin1(0),
  n: row.number(1),
  seq: row.number(2),
  head: row.latin1(3),
});

/** All rows of the subject index, in no order. */
export function streamSubjects(client: Client): AsyncGenerator<SubjectRow[]> {
  return readCopy(client, `select tag, n, seq, head from ledger.subject`, subjectOf);
}

/** The rows of one bucket with the leaf that each points to (empty when there is none). */
export function streamBucket(
  client: Client,
  bucket: number,
): AsyncGenerator<(SubjectRow & { leaf: string })[]> {
  const prefix = bucket.toString(16).padStart(4, '0');
  return readCopy(
    client,
    `select tag, n, seq, head, coalesce((select substring(leaves from (subject.seq - first_seq)::int * 32 + 1 for 32)
              from ledger.span where first_seq <= subject.seq and subject.seq < first_seq + count
              order by first_seq desc limit 1), ''::bytea)
       from ledger.subject where substring(tag from 1 for 2) = '\\x${prefix}'::bytea order by tag, n, seq`,
    (row) => ({ ...subjectOf(row), leaf: row.latin1(4) }),
  );
}
