/** SQL of what auditors read in aggregate. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { LatestCheckpoint } from './sql-read.ts';

type Query = Pick<Tx, 'query'>;

export interface CountRow {
  readonly by: 'day' | 'branch' | 'act' | 'reason';
  readonly value: string;
  readonly outcome: string;
  readonly count: number;
}

/** Counts by day (Shanghai), branch, act, and reason of refusal, in one pass over the period. */
export async function countEntries(tx: Query, from: Date, to: Date): Promise<CountRow[]> {
  return tx.query<CountRow>(
    `select case when grouping(day) = 0 then 'day' when grouping(branch) = 0 then 'branch'
                 when grouping(act) = 0 then 'act' else 'reason' end as by,
            coalesce(day, branch, act, reason, '') as value, outcome, count(*)::float8 as count
       from (select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, branch, act, reason, outcome
               from ledger.entry where at >= $1 and at < $2) as entry
      group by grouping sets ((day, outcome), (branch, outcome), (act, outcome), (reason, outcome))
      order by 1, 2, 3`,
    [from, to],
  );
}

export async function selectCheckpointsBelow(
  tx: Query,
  { below, atLeast }: { below: number | null; atLeast: number | null },
  limit: number,
): Promise<LatestCheckpoint[]> {
  const rows = await tx.query<{ size: string; note: string }>(
    `select size, note from ledger.checkpoint
      where ($1::bigint is null or size < $1) and ($2::bigint is null or size >= $2) order by size desc limit $3`,
    [below, atLeast, limit],
  );
  return rows.map(({ size, note }) => ({ size: Number(size), note }));
}
