import type { Tx } from '#infrastructure/sql/index.ts';
import type { Place } from './page.ts';

type Reader = Pick<Tx, 'query'>;

export interface VisitRow {
  readonly reference: string;
  readonly openedBy: string;
  readonly openedByName: string;
  readonly organisation: string;
  readonly reason: string;
  readonly note: string | null;
  readonly openedAt: Date;
  readonly until: Date;
  readonly closedAt: Date | null;
}

const columns = `reference, opened_by as "openedBy", opened_by_name as "openedByName", organisation, reason, note,
  opened_at as "openedAt", until, closed_at as "closedAt"`;

export async function insertVisit(tx: Tx, row: VisitRow): Promise<void> {
  await tx.query(
    `insert into desk.visit (reference, opened_by, opened_by_name, organisation, reason, note, opened_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.reference,
      row.openedBy,
      row.openedByName,
      row.organisation,
      row.reason,
      row.note,
      row.openedAt,
      row.until,
    ],
  );
}

export async function countOpenVisits(tx: Tx, officer: string, at: Date): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from desk.visit where opened_by = $1 and closed_at is null and until > $2`,
    [officer, at],
  );
  return rows[0]?.count ?? 0;
}

export async function lockVisit(tx: Tx, reference: string): Promise<VisitRow | undefined> {
  const rows = await tx.query<VisitRow>(`select ${columns} from desk.visit where reference = $1 for update`, [
    reference,
  ]);
  return rows[0];
}

export async function updateVisitClosed(tx: Tx, reference: string, at: Date): Promise<void> {
  await tx.query(`update desk.visit set closed_at = greatest($2, opened_at) where reference = $1`, [
    reference,
    at,
  ]);
}

/** Open visits of an officer, oldest first; locked when they are about to be closed. */
export async function lockOpenVisits(tx: Tx, officer: string, at: Date): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${columns} from desk.visit
      where opened_by = $1 and closed_at is null and until > $2 order by opened_at, reference for update`,
    [officer, at],
  );
}

export async function selectOpenVisits(tx: Reader, officer: string, at: Date): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${columns} from desk.visit
      where opened_by = $1 and closed_at is null and until > $2 order by opened_at desc, reference`,
    [officer, at],
  );
}

export interface VisitFilter {
  readonly officer: string | null;
  /** Start of the codes of the units whose visits are seen. */
  readonly unitPrefix: string;
  readonly state: 'open' | 'closed' | 'expired' | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** One page, newest first or oldest first, with one row more to see whether there is another. */
export async function selectVisits(
  tx: Reader,
  filter: VisitFilter,
  descending: boolean,
  after: Place | null,
  limit: number,
): Promise<VisitRow[]> {
  const order = descending ? 'desc' : 'asc';
  return tx.query<VisitRow>(
    `select ${columns} from desk.visit
      where starts_with(organisation, $1) and ($2::uuid is null or opened_by = $2)
        and ($3::text is null or $3 = case when closed_at is not null then 'closed'
                                           when until > $4 then 'open' else 'expired' end)
        and ($5::text is null or reason = $5)
        and ($6::timestamptz is null or (opened_at, reference) ${descending ? '<' : '>'} ($6, $7))
      order by opened_at ${order}, reference ${order} limit $8`,
    [
      filter.unitPrefix,
      filter.officer,
      filter.state,
      filter.at,
      filter.reason,
      after?.at ?? null,
      after?.reference ?? null,
      limit + 1,
    ],
  );
}
