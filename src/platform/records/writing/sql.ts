import type { Tx } from '#infrastructure/sql/index.ts';
import type { RecordTable } from '../record-table.ts';
import { insertColumns, quote, selectList } from '../sql.ts';
import type { StoredRow } from '../sql.ts';

/** A row to insert: columns by name; bytes as `\x…` text, because the rows travel as JSON. */
export type NewRow = Readonly<Record<string, unknown>>;

/**
 * That the rows of a resource were not brought over to a declaration that this process does not know yet: whoever waited for that
 * would write values of the old one. The statement sees it, since it is begun when the table is free again.
 */
function asKnown(resource: number, release: number): string {
  return `not exists (select 1 from records.migrated m where m.resource = $${resource} and m.release > $${release})`;
}

/** Inserts many rows of one table in one statement. @returns whether they were; not when the declaration changed meanwhile */
export async function insertRows(tx: Tx, table: RecordTable, rows: readonly NewRow[]): Promise<boolean> {
  const columns = insertColumns(table);
  const names = columns.map(({ name }) => quote(name)).join(', ');
  const typed = columns.map(({ name, type }) => `${quote(name)} ${type}`).join(', ');
  const inserted = await tx.query(
    `insert into records.${quote(table.table)} (${names})
     select ${names} from json_to_recordset($1::json) as r (${typed}) where ${asKnown(2, 3)} returning 1`,
    [JSON.stringify(rows), table.resource, table.release],
    `${table.shape}.insert`,
  );
  return inserted.length === rows.length;
}

/** The present rows, locked until the end of the transaction; in id order, so that two groups never wait in a ring. */
export async function lockRows(
  tx: Tx,
  table: RecordTable,
  ids: readonly string[],
): Promise<Map<string, StoredRow>> {
  const rows = await tx.query<StoredRow>(
    `select 0 as n, ${selectList(table, 't')} from records.${quote(table.table)} t
      where t.id = any($1::uuid[]) order by t.id for update of t`,
    [[...ids].sort()],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface EndedVersion {
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  readonly act: string;
  readonly reason: string | null;
}

/** Copies the present versions of many records into the history, with why and when each ended. */
export async function insertHistory(
  tx: Tx,
  table: RecordTable,
  ended: readonly EndedVersion[],
): Promise<void> {
  const columns = insertColumns(table).map(({ name }) => quote(name));
  await tx.query(
    `insert into records.${quote(table.history)} (${columns.join(', ')}, superseded_at, act, reason)
     select ${columns.map((name) => `t.${name}`).join(', ')}, r.at, r.act, r.reason
       from json_to_recordset($1::json) as r (id uuid, at timestamptz, act text, reason text)
       join records.${quote(table.table)} t on t.id = r.id`,
    [JSON.stringify(ended)],
    `${table.shape}.insert-history`,
  );
}

/** Sets the same columns of many rows, which are locked already; each row carries its id. @returns as `insertRows` */
export async function updateRows(tx: Tx, table: RecordTable, rows: readonly NewRow[]): Promise<boolean> {
  const [first] = rows;
  if (!first) return true;
  const columns = insertColumns(table).filter(({ name }) => name in first);
  const typed = columns.map(({ name, type }) => `${quote(name)} ${type}`).join(', ');
  const sets = columns
    .filter(({ name }) => name !== 'id')
    .map(({ name }) => `${quote(name)} = r.${quote(name)}`);
  const updated = await tx.query(
    `update records.${quote(table.table)} t set ${sets.join(', ')}
       from json_to_recordset($1::json) as r (${typed}) where t.id = r.id and ${asKnown(2, 3)} returning 1`,
    [JSON.stringify(rows), table.resource, table.release],
  );
  return updated.length === rows.length;
}

/** Removes a record with all its versions; what remains is that it was erased, when, on what basis. */
export async function eraseRow(
  tx: Tx,
  table: RecordTable,
  erased: { id: string; at: Date; basis: string; entry: string },
): Promise<void> {
  await tx.query(`delete from records.${quote(table.history)} where id = $1`, [erased.id]);
  await tx.query(`delete from records.${quote(table.table)} where id = $1`, [erased.id]);
  await tx.query(
    `insert into records.erased (resource, record, at, basis, entry) values ($1, $2, $3, $4, $5)`,
    [table.resource, erased.id, erased.at, erased.basis, erased.entry],
  );
}

/** Ids that exist, with whose data they are: to check references and to inherit the subject through them. */
export async function selectTargets(
  tx: Tx,
  table: RecordTable,
  ids: readonly string[],
): Promise<Map<string, Buffer | null>> {
  const rows = await tx.query<{ id: string; subject_tag: Buffer | null }>(
    `select t.id, t.subject_tag from records.${quote(table.table)} t where t.id = any($1::uuid[])`,
    [ids],
    `${table.table}.targets`,
  );
  return new Map(rows.map((row) => [row.id, row.subject_tag]));
}

export interface Notice {
  readonly resource: string;
  readonly record: string;
  readonly version: number;
  readonly act: string;
  readonly at: Date;
}

/** The outbox rows of a group: subscribers pull them in the order of their transactions. */
export async function insertNotices(tx: Tx, notices: readonly Notice[]): Promise<void> {
  await tx.query(
    `insert into records.notice (resource, record, version, act, at)
     select * from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[])`,
    [
      notices.map((notice) => notice.resource),
      notices.map((notice) => notice.record),
      notices.map((notice) => notice.version),
      notices.map((notice) => notice.act),
      notices.map((notice) => notice.at),
    ],
    'insert-notices',
  );
}

export interface KeptAnswer {
  readonly actor: string;
  readonly key: string;
  readonly request_digest: Buffer;
  readonly answer: unknown;
}

/** Answers kept under idempotency keys. */
export async function selectKeptAnswers(
  tx: Tx,
  keys: readonly { actor: string; key: string }[],
): Promise<KeptAnswer[]> {
  return tx.query<KeptAnswer>(
    `select i.actor, i.key, i.request_digest, i.answer
       from unnest($1::uuid[], $2::text[]) as k (actor, key)
       join records.idempotency i on i.actor = k.actor and i.key = k.key`,
    [keys.map((one) => one.actor), keys.map((one) => one.key)],
  );
}

export async function insertKeptAnswers(tx: Tx, answers: readonly KeptAnswer[]): Promise<void> {
  await tx.query(
    `insert into records.idempotency (actor, key, request_digest, answer)
     select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::jsonb[])`,
    [
      answers.map((one) => one.actor),
      answers.map((one) => one.key),
      answers.map((one) => one.request_digest),
      answers.map((one) => JSON.stringify(one.answer)),
    ],
  );
}
