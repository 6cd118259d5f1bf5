import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export interface WorkRow {
  readonly number: number;
  readonly open: boolean;
  readonly handler: string | null;
  readonly since: Date;
  readonly resource: string;
  readonly record: string;
}

/** What findings and corrections are open, and who deals with them. */
export async function selectWork(
  tx: Reader,
  what: 'finding' | 'correction',
  numbers: readonly number[],
): Promise<WorkRow[]> {
  return what === 'finding'
    ? tx.query<WorkRow>(
        `select number::int as number, state = 'open' as open, handler, changed_at as since, resource, record
           from quality.finding where number = any($1::bigint[])`,
        [numbers],
        'quality-finding-facts',
      )
    : tx.query<WorkRow>(
        `select number::int as number, state = 'filed' as open, handler, changed_at as since,
                resource, record
           from quality.correction where number = any($1::bigint[])`,
        [numbers],
        'quality-correction-facts',
      );
}

/** What somebody has taken on, newest first. */
export async function selectTaken(
  tx: Reader,
  handler: string,
  limit: number,
): Promise<
  {
    readonly what: 'finding' | 'correction';
    readonly number: number;
    readonly resource: string;
    readonly field: string;
    readonly since: Date;
  }[]
> {
  return tx.query(
    `(select 'finding' as what, number::int as number, resource, field, changed_at as since
        from quality.finding where handler = $1 and state = 'open')
      union all
     (select 'correction', number::int, resource, field, changed_at
        from quality.correction where handler = $1 and state = 'filed')
      order by since desc limit $2`,
    [handler, limit],
  );
}
