import type { Tx } from '#infrastructure/sql/index.ts';

/** Takes the next number; its row stays locked until the transaction ends, which is what leaves no gap. */
export async function takeNumber(tx: Tx, series: string, day: string): Promise<number> {
  const rows = await tx.query<{ last: number }>(
    `insert into desk.number_series as s (series, day, last) values ($1, $2, 1)
     on conflict (series, day) do update set last = s.last + 1 where s.last < 9999
     returning s.last as last`,
    [series, day],
  );
  return rows[0]?.last ?? 0;
}
