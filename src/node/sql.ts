import type { Tx } from '#infrastructure/sql/index.ts';

const lockClass = 0x6d6e; // "mn": the locks of the node; the ledger has its own class
const jobsLock = 1;

/**
 * Takes, or sees that this session already has, the leadership over the periodic jobs. Needs a pool of one connection;
 * a leader that dies loses it with its connection.
 */
export async function tryLeadJobs(database: Pick<Tx, 'query'>): Promise<boolean> {
  const rows = await database.query<{ leads: boolean }>(
    `select exists (select 1 from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and granted
                    and pid = pg_backend_pid() and database = (select oid from pg_database where datname = current_database()))
            or pg_try_advisory_lock($1::int, $2::int) as leads`,
    [lockClass, jobsLock],
    'node-try-lead-jobs',
  );
  return rows[0]?.leads === true;
}

/** Whether the database answers. */
export async function isReachable(tx: Pick<Tx, 'query'>): Promise<boolean> {
  return (await tx.query('select 1 as ok')).length === 1;
}
