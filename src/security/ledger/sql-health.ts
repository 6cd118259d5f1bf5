/** SQL of what monitoring asks of the ledger. */
import type { Tx } from '#infrastructure/sql/index.ts';

/** How far signing is behind. */
export interface LedgerHealth {
  /** When the newest signed tree had its last index leaf; null before the first. */
  readonly signedAt: Date | null;
  /** Durable entries without a place in the tree yet, counted up to a limit. */
  readonly backlog: number;
}

const maxBacklog = 1_000_000; // counting further costs time and tells nothing more

/** Asks as role minqiao_reader. */
export async function getLedgerHealth(tx: Pick<Tx, 'query'>): Promise<LedgerHealth> {
  const rows = await tx.query<{ signed_at: Date | null; backlog: number }>(
    `select (select at from ledger.index
              where seq < (select coalesce(max(size), 0) from ledger.checkpoint) order by seq desc limit 1) as signed_at,
            (select count(*)::int from (
               select 1 from ledger.entry
                where (entry.xid, entry.append_id) > (
                  select coalesce(max(last.last_xid), '0'::xid8), coalesce(max(last.last_append_id), 0)
                    from (select last_xid, last_append_id from ledger.span order by first_seq desc limit 1) as last)
                limit $1) as waiting) as backlog`,
    [maxBacklog],
    'ledger-health',
  );
  const row = rows[0];
  return { signedAt: row?.signed_at ?? null, backlog: row?.backlog ?? 0 };
}
