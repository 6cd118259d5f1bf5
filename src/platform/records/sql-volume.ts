/** SQL that counts what is kept, and shows none of it. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { RecordTable } from './record-table.ts';
import { quote } from './sql.ts';

type Query = Pick<Tx, 'query'>;

/** How many records a table has now, and when the latest of them was written. */
export async function countTable(
  tx: Query,
  { table }: RecordTable,
): Promise<{ readonly records: number; readonly lastChange: Date | null }> {
  const [row] = await tx.query<{ records: number; lastChange: Date | null }>(
    `select count(*)::float8 as records, max(recorded_at) as "lastChange" from records.${quote(table)}`,
  );
  return row ?? { records: 0, lastChange: null };
}

export interface MonthRow {
  readonly resource: string;
  /** Month in Shanghai, YYYY-MM. */
  readonly month: string;
  readonly created: number;
  readonly changed: number;
  readonly erased: number;
  readonly last: Date;
}

/** What was written since then, by the notices of it. */
export async function countNotices(tx: Query, since: Date): Promise<MonthRow[]> {
  return tx.query<MonthRow>(
    `select resource, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
            (count(*) filter (where act = 'create'))::float8 as created,
            (count(*) filter (where act in ('change', 'correct')))::float8 as changed,
            (count(*) filter (where act = 'erase'))::float8 as erased, max(at) as last
       from records.notice where at >= $1 group by 1, 2 order by 1, 2`,
    [since],
  );
}
