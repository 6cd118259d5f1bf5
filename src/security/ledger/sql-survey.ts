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

export interface UseRow {
  readonly resource: string;
  /** `all`: the resource as a whole; then `value` is empty. */
  readonly by: 'all' | 'agency' | 'branch' | 'role' | 'purpose';
  readonly value: string;
  readonly permitted: number;
  readonly refused: number;
  /** How many different people, or programs, stand behind what was permitted. */
  readonly actors: number;
  /** And behind what was not permitted. */
  readonly refusedActors: number;
}

/** Readings of each resource by who asked and what for, in one pass over the period. */
export async function countUse(tx: Query, from: Date, to: Date): Promise<UseRow[]> {
  return tx.query<UseRow>(
    `select resource,
            case when grouping(agency) = 0 then 'agency' when grouping(branch) = 0 then 'branch'
                 when grouping(role) = 0 then 'role' when grouping(purpose) = 0 then 'purpose' else 'all' end as by,
            coalesce(agency, branch, role, purpose, '') as value,
            (count(*) filter (where outcome = 'permitted'))::float8 as permitted,
            (count(*) filter (where outcome <> 'permitted'))::float8 as refused,
            (count(distinct actor) filter (where outcome = 'permitted'))::int as actors,
            (count(distinct actor) filter (where outcome <> 'permitted'))::int as "refusedActors"
       from (select resource, agency, branch, role, coalesce(purpose_kind, '') as purpose, outcome, actor
               from ledger.entry
              where at >= $1 and at < $2 and resource is not null
                and act in ('read', 'verify', 'list', 'history', 'export')) as entry
      group by grouping sets ((resource), (resource, agency), (resource, branch), (resource, role), (resource, purpose))
      order by 1, 2, 4 desc, 3`,
    [from, to],
  );
}
