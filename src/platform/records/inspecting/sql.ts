/** SQL that reads records for the node's own examination of them, in batches; what it reads leaves to nobody. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Column, RecordTable } from '../record-table.ts';
import { quote, selectList } from '../sql.ts';
import type { StoredRow } from '../sql.ts';

type Query = Pick<Tx, 'query'>;

/** Some columns of a table, as their values are read everywhere. */
function read(table: RecordTable, columns: readonly Column[]): string {
  return selectList({ ...table, columns }, 't');
}

/** The next records of a resource in the order of their ids. */
export async function selectNext(
  tx: Query,
  table: RecordTable,
  columns: readonly Column[],
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<StoredRow[]> {
  return tx.query<StoredRow>(
    `select 0 as n, ${read(table, columns)} from records.${quote(table.table)} t
      where $1::uuid is null or t.id > $1::uuid order by t.id limit $2`,
    [after, limit],
  );
}

/** Those of these records that are there. */
export async function selectThese(
  tx: Query,
  table: RecordTable,
  columns: readonly Column[],
  ids: readonly string[],
): Promise<StoredRow[]> {
  return tx.query<StoredRow>(
    `select 0 as n, ${read(table, columns)} from records.${quote(table.table)} t where t.id = any($1::uuid[])`,
    [ids],
  );
}

/** The records of one person, with the index that every table of records with a subject has. */
export async function selectOwn(
  tx: Query,
  table: RecordTable,
  subject: Buffer,
): Promise<{ readonly id: string; readonly recordedAt: Date }[]> {
  return tx.query(
    `select id, recorded_at as "recordedAt" from records.${quote(table.table)}
      where subject_tag = $1 order by recorded_at, id limit 100`,
    [subject],
  );
}

/** Those of these that were erased by law. */
export async function selectErased(
  tx: Query,
  records: readonly { readonly resource: string; readonly record: string }[],
): Promise<{ readonly resource: string; readonly record: string }[]> {
  return tx.query(
    `select e.resource, e.record from records.erased e
       join unnest($1::text[], $2::uuid[]) as asked (resource, record)
         on e.resource = asked.resource and e.record = asked.record`,
    [records.map(({ resource }) => resource), records.map(({ record }) => record)],
  );
}
