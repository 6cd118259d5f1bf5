import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Application, State, Step, Terms } from './application.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `number::int as number, state, resource, owner, branch, applicant, applicant_name as "applicantName", basis,
  reason, asked, granted, changed_at as "changedAt", due_at as "dueAt", decider, decider_name as "deciderName",
  granted_at as "grantedAt", signature, version, (select c.closes_at from grants.closing c
    where c.resource = application.resource and c.state = 'closed') as "closesAt"`;

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
  readonly resource: string | null;
  /** In force at this time, and ending before that. */
  readonly at: Date;
  readonly endingBefore: Date | null;
  /** Only those to which no answer came in time. */
  readonly isOverdue: boolean;
}

const sortColumns = {
  number: 'number',
  state: 'state',
  resource: 'resource',
  applicant: 'applicant_name',
  dueAt: `coalesce(due_at, 'infinity')`,
  until: `(coalesce(granted, asked) ->> 'until')::timestamptz`,
  changedAt: 'changed_at',
} as const;
export const applicationSorts = sortNames(sortColumns);
export type ApplicationSort = (typeof applicationSorts)[number];

/** When a grant gives nothing any more: its own end, or the closing of its resource. */
const endSql = `least((granted ->> 'until')::timestamptz, (select c.closes_at from grants.closing c
  where c.resource = application.resource and c.state = 'closed'))`;
const endingSql = (at: string, soon: string): string =>
  `state = 'granted' and ${endSql} > ${at}::timestamptz and ${endSql} < ${soon}::timestamptz`;
const overdueSql = (at: string): string => `state = 'applied' and due_at < ${at}::timestamptz`;

export interface Due {
  /** Applications that wait for an answer. */
  readonly waiting: number;
  readonly overdue: number;
  /** Grants that end soon. */
  readonly ending: number;
}

/** How much is due of what a branch asked for and holds, and of what it owns. */
export async function countDue(
  tx: Reader,
  branch: string,
  at: Date,
  soon: Date,
): Promise<{ readonly own: Due; readonly owner: Due }> {
  const counts = (side: string): string => `json_build_object(
    'waiting', count(*) filter (where ${side} = $1 and state = 'applied'),
    'overdue', count(*) filter (where ${side} = $1 and ${overdueSql('$2')}),
    'ending', count(*) filter (where ${side} = $1 and ${endingSql('$2', '$3')})) as "${side}"`;
  const [row] = await tx.query<{ branch: Due; owner: Due }>(
    `select ${counts('branch')}, ${counts('owner')}
       from grants.application where state in ('applied', 'granted') and (branch = $1 or owner = $1)`,
    [branch, at, soon],
  );
  const none = { waiting: 0, overdue: 0, ending: 0 };
  return { own: row?.branch ?? none, owner: row?.owner ?? none };
}

/** One more than asked for; `after` is the last of the page before. */
export async function selectApplications(
  tx: Reader,
  filter: ApplicationFilter,
  sort: ApplicationSort,
  after: number | null,
  limit: number,
): Promise<Application[]> {
  const { branch, owner, state, resource, at, endingBefore, isOverdue } = filter;
  const { column, direction, than } = sortedBy(sortColumns, sort);
  return selectWhole(
    tx,
    `select ${columns} from grants.application
      where ($1::text is null or branch = $1) and ($2::text is null or (owner = $2 and state <> 'draft'))
        and ($3::text is null or state = $3) and ($9::text is null or resource = $9)
        and ($4::bigint is null or (${column}, number) ${than}
              (select ${column}, number from grants.application where number = $4))
        and ($5::timestamptz is null or (${endingSql('$7', '$5')}))
        and (not $8::boolean or (${overdueSql('$7')}))
      order by ${column} ${direction}, number ${direction} limit $6`,
    [branch, owner, state, after, endingBefore, limit + 1, at, isOverdue, resource],
  );
}

export async function insertStep(
  tx: Tx,
  application: number,
  step: Step & { readonly by: string; readonly entry: string },
): Promise<void> {
  await tx.query(
    `insert into grants.step (application, number, act, at, by, by_name, text, entry)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from grants.step where application = $1`,
    [application, step.act, step.at, step.by, step.byName, step.text, step.entry],
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
    `select count(*) || '/' || coalesce(sum(version), 0) || '/' ||
            (select count(*) from grants.closing where state = 'closed') as mark
       from grants.application where granted is not null`,
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
