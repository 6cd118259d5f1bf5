import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export interface DutyRow {
  readonly id: string;
  readonly officer: string;
  readonly officerName: string;
  readonly organisation: string;
  readonly branch: string;
  readonly roles: readonly string[];
  readonly signedOnAt: Date;
  readonly until: Date;
}

const columns = `id, officer, officer_name as "officerName", organisation, branch, roles,
  signed_on_at as "signedOnAt", until`;

/** Ends a shift that ran out, at the time when it ran out. */
export async function endExpiredDuty(tx: Tx, officer: string, at: Date): Promise<void> {
  await tx.query(
    `update desk.duty set signed_off_at = until where officer = $1 and signed_off_at is null and until <= $2`,
    [officer, at],
  );
}

export async function insertDuty(tx: Tx, row: DutyRow): Promise<void> {
  await tx.query(
    `insert into desk.duty (id, officer, officer_name, organisation, branch, roles, signed_on_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.officer,
      row.officerName,
      row.organisation,
      row.branch,
      row.roles,
      row.signedOnAt,
      row.until,
    ],
  );
}

export async function findDuty(tx: Reader, officer: string, at: Date): Promise<DutyRow | undefined> {
  const rows = await tx.query<DutyRow>(
    `select ${columns} from desk.duty where officer = $1 and signed_off_at is null and until > $2`,
    [officer, at],
  );
  return rows[0];
}

/** The same, locked until the transaction ends: one officer's acts at the desk wait for one another. */
export async function lockDuty(tx: Tx, officer: string, at: Date): Promise<DutyRow | undefined> {
  const rows = await tx.query<DutyRow>(
    `select ${columns} from desk.duty where officer = $1 and signed_off_at is null and until > $2 for update`,
    [officer, at],
  );
  return rows[0];
}

export async function endDuty(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update desk.duty set signed_off_at = greatest($2, signed_on_at) where id = $1`, [id, at]);
}

/** Who is on duty at the units whose codes start so; few, so there are no pages, but a maximum all the same. */
export async function selectOnDuty(
  tx: Reader,
  unitPrefix: string,
  at: Date,
  limit: number,
): Promise<DutyRow[]> {
  return tx.query<DutyRow>(
    `select ${columns} from desk.duty
      where starts_with(organisation, $1) and signed_off_at is null and until > $2
      order by officer_name, officer limit $3`,
    [unitPrefix, at, limit],
  );
}
