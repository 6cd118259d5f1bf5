import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

/** Somebody who had received a value that was found wrong, and how often. */
export interface Receiver {
  readonly receiver: string;
  readonly agency: string;
  readonly organisation: string;
  readonly times: number;
  readonly lastAt: Date;
}

export async function insertNotices(
  tx: Tx,
  correction: number,
  receivers: readonly Receiver[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into quality.notice (correction, receiver, agency, organisation, times, last_at, sent_at)
     select $1, r.receiver, r.agency, r.organisation, r.times, r.last_at, $7
       from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
            as r (receiver, agency, organisation, times, last_at)`,
    [
      correction,
      receivers.map(({ receiver }) => receiver),
      receivers.map(({ agency }) => agency),
      receivers.map(({ organisation }) => organisation),
      receivers.map(({ times }) => times),
      receivers.map(({ lastAt }) => lastAt),
      at,
    ],
  );
}

export interface NoticeRow {
  readonly number: number;
  readonly resource: string;
  readonly field: string;
  readonly owner: string;
  readonly times: number;
  readonly lastAt: Date;
  readonly sentAt: Date;
  readonly acknowledgedAt: Date | null;
}

const columns = `n.correction::int as number, c.resource, c.field, c.owner, n.times, n.last_at as "lastAt",
  n.sent_at as "sentAt", n.acknowledged_at as "acknowledgedAt"`;

const sortColumns = { number: 'correction', times: 'times', lastAt: 'last_at', sentAt: 'sent_at' } as const;
export const noticeSorts = sortNames(sortColumns);
export type NoticeSort = (typeof noticeSorts)[number];

/** What somebody is told, one more than asked for; `after` is the last of the page before. */
export async function selectNotices(
  tx: Reader,
  receiver: string,
  state: 'new' | 'read' | null,
  sort: NoticeSort,
  after: number | null,
  limit: number,
): Promise<NoticeRow[]> {
  const { column, direction, than } = sortedBy(sortColumns, sort);
  return tx.query<NoticeRow>(
    `select ${columns} from quality.notice n join quality.correction c on c.number = n.correction
      where n.receiver = $1 and ($2::text is null or ($2 = 'read') = (n.acknowledged_at is not null))
        and ($3::bigint is null or (n.${column}, n.correction) ${than}
              (select l.${column}, l.correction from quality.notice l where l.receiver = $1 and l.correction = $3))
      order by n.${column} ${direction}, n.correction ${direction} limit $4`,
    [receiver, state, after, limit + 1],
  );
}

/** Marks a notice as read; undefined when there is none. Once read it stays as it was. */
export async function updateAcknowledged(
  tx: Tx,
  receiver: string,
  correction: number,
  at: Date,
): Promise<{ readonly row: NoticeRow; readonly isNew: boolean } | undefined> {
  const changed = await tx.query(
    `update quality.notice set acknowledged_at = $3 where receiver = $1 and correction = $2 and acknowledged_at is null
     returning correction`,
    [receiver, correction, at],
  );
  const [row] = await tx.query<NoticeRow>(
    `select ${columns} from quality.notice n join quality.correction c on c.number = n.correction
      where n.receiver = $1 and n.correction = $2`,
    [receiver, correction],
  );
  return row && { row, isNew: changed.length > 0 };
}

/** How many were told of a correction, and how many of them know. */
export async function countNotices(
  tx: Reader,
  correction: number,
): Promise<{ readonly told: number; readonly acknowledged: number }> {
  const [row] = await tx.query<{ told: number; acknowledged: number }>(
    `select count(*)::int as told, count(acknowledged_at)::int as acknowledged from quality.notice where correction = $1`,
    [correction],
  );
  return row ?? { told: 0, acknowledged: 0 };
}
