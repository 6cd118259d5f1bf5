import type { Tx } from '#infrastructure/sql/index.ts';
import type { Application, State, Step, Terms } from './application.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `number::int as number, state, resource, owner, branch, applicant, applicant_name as "applicantName", basis,
  reason, asked, granted, changed_at as "changedAt", due_at as "dueAt", decider, decider_name as "deciderName",
  granted_at as "grantedAt", signature, version`;

/** Rows as stored: terms of earlier releases have no row conditions. */
async function selectWhole(tx: Reader, text: string, values: readonly unknown[]): Promise<Application[]> {
  const whole = (terms: Terms): Terms => ({ ...terms, rows: terms.rows ?? [] });
  const rows = await tx.query<Application>(text, values);
  return rows.map((row) => ({
    ...row,
    asked: whole(row.asked),
    granted: row.granted === null ? null : whole(row.granted),
  }));
}

export type NewApplication = Pick<
  Application,
  'resource' | 'owner' | 'branch' | 'applicant' | 'applicantName' | 'basis' | 'reason' | 'asked'
>;

export async function insertApplication(tx: Tx, row: NewApplication, at: Date): Promise<Application> {
  const { resource, owner, branch, applicant, applicantName, basis, reason, asked } = row;
  const rows = await selectWhole(
    tx,
    `insert into grants.application
       (state, resource, owner, branch, applicant, applicant_name, basis, reason, asked, changed_at, version)
     values ('draft', $1, $2, $3, $4, $5, $6, $7, $8, $9, 1) returning ${columns}`,
    [resource, owner, branch, applicant, applicantName, basis, reason, JSON.stringify(asked), at],
  );
  return rows[0] as Application;
}

/** Keeps what an act made of an application, which is locked. */
export async function updateApplication(tx: Tx, row: Application): Promise<void> {
  await tx.query(
    `update grants.application
        set state = $2, basis = $3, reason = $4, asked = $5, granted = $6, changed_at = $7, due_at = $8, decider = $9,
            decider_name = $10, granted_at = $11, signature = $12, version = $13
      where number = $1`,
    [
      row.number,
      row.state,
      row.basis,
      row.reason,
      JSON.stringify(row.asked),
      row.granted === null ? null : JSON.stringify(row.granted),
      row.changedAt,
      row.dueAt,
      row.decider,
      row.deciderName,
      row.grantedAt,
      row.signature,
      row.version,
    ],
  );
}

export async function lockApplication(tx: Tx, number: number): Promise<Application | undefined> {
  const rows = await selectWhole(
    tx,
    `select ${columns} from grants.application where number = $1 for update`,
    [number],
  );
  return rows[0];
}

export async function findApplication(tx: Reader, number: number): Promise<Application | undefined> {
  const rows = await selectWhole(tx, `select ${columns} from grants.application where number = $1`, [number]);
  return rows[0];
}

export interface ApplicationFilter {
  /** The applicant's branch, or null for any. */
  readonly branch: string | null;
  /** The owner branch, or null for any; drafts are not shown to it. */
  readonly owner: string | null;
  readonly state: State | null;
  /** In force, and ending before this. */
  readonly endingBefore: Date | null;
  /** Number of the last one of the page before. */
  readonly before: number | null;
  readonly limit: number;
}

/** Newest first. */
export async function selectApplications(tx: Reader, filter: ApplicationFilter): Promise<Application[]> {
  const { branch, owner, state, endingBefore, before, limit } = filter;
  return selectWhole(
    tx,
    `select ${columns} from grants.application
      where ($1::text is null or branch = $1) and ($2::text is null or (owner = $2 and state <> 'draft'))
        and ($3::text is null or state = $3) and ($4::bigint is null or number < $4)
        and ($5::timestamptz is null or (state = 'granted' and (granted ->> 'until')::timestamptz < $5))
      order by number desc limit $6`,
    [branch, owner, state, before, endingBefore, limit],
  );
}

export async function insertStep(
  tx: Tx,
  application: number,
  step: Step & { readonly by: string },
): Promise<void> {
  await tx.query(
    `insert into grants.step (application, number, act, at, by, by_name, text)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from grants.step where application = $1`,
    [application, step.act, step.at, step.by, step.byName, step.text],
  );
}

export async function selectSteps(tx: Reader, application: number): Promise<Step[]> {
  return tx.query<Step>(
    `select act, at, by_name as "byName", text from grants.step where application = $1 order by number`,
    [application],
  );
}

/** Grows with every change to anything that was granted. */
export async function selectGrantsMark(tx: Reader): Promise<string> {
  const [row] = await tx.query<{ mark: string }>(
    `select count(*) || '/' || coalesce(sum(version), 0) as mark from grants.application where granted is not null`,
  );
  return row?.mark ?? '';
}

/** Everything that was granted and did not lapse before `since`: what lapsed lately is known, to say so. */
export async function selectGranted(tx: Reader, since: Date): Promise<Application[]> {
  return selectWhole(
    tx,
    `select ${columns} from grants.application
      where granted is not null and (granted ->> 'until')::timestamptz > $1
        and (state <> 'ended' or changed_at > $1)
      order by number`,
    [since],
  );
}

/** Says that something granted changed; every process looks. */
export const grantsChannel = 'minqiao_grants';

export async function notifyGrants(tx: Tx): Promise<void> {
  await tx.query(`select pg_notify($1, '')`, [grantsChannel]);
}
