import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Finding } from './finding.ts';
import type { Proposal, State, Step } from './proposal.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `number::int as number, title, reason, branch, state, changes, findings, author, author_name as "authorName",
  created_at as "createdAt", changed_at as "changedAt", approver, approver_name as "approverName",
  approved_at as "approvedAt", release, bundle, decisions, plans, version`;

export type NewProposal = Pick<
  Proposal,
  'title' | 'reason' | 'branch' | 'changes' | 'plans' | 'author' | 'authorName' | 'createdAt' | 'bundle'
>;

export async function insertProposal(tx: Tx, row: NewProposal): Promise<Proposal> {
  const { title, reason, branch, changes, plans, author, authorName, createdAt, bundle } = row;
  const rows = await tx.query<Proposal>(
    `insert into registry.proposal (title, reason, branch, state, changes, author, author_name, created_at, changed_at, bundle, plans, version)
     values ($1, $2, $3, 'draft', $4, $5, $6, $7, $7, $8, $9, 1) returning ${columns}`,
    [
      title,
      reason,
      branch,
      JSON.stringify(changes),
      author,
      authorName,
      createdAt,
      bundle,
      JSON.stringify(plans),
    ],
  );
  return rows[0] as Proposal;
}

/** Keeps what an act made of a proposal, which is locked. */
export async function updateProposal(tx: Tx, row: Proposal): Promise<void> {
  await tx.query(
    `update registry.proposal
        set title = $2, reason = $3, branch = $4, state = $5, changes = $6, findings = $7, changed_at = $8,
            approver = $9, approver_name = $10, approved_at = $11, version = $12, decisions = $13, plans = $14
      where number = $1`,
    [
      row.number,
      row.title,
      row.reason,
      row.branch,
      row.state,
      JSON.stringify(row.changes),
      row.findings === null ? null : JSON.stringify(row.findings),
      row.changedAt,
      row.approver,
      row.approverName,
      row.approvedAt,
      row.version,
      JSON.stringify(row.decisions),
      JSON.stringify(row.plans),
    ],
  );
}

export async function lockProposal(tx: Tx, number: number): Promise<Proposal | undefined> {
  const rows = await tx.query<Proposal>(
    `select ${columns} from registry.proposal where number = $1 for update`,
    [number],
  );
  return rows[0];
}

export async function findProposal(tx: Reader, number: number): Promise<Proposal | undefined> {
  const rows = await tx.query<Proposal>(`select ${columns} from registry.proposal where number = $1`, [
    number,
  ]);
  return rows[0];
}

export interface ProposalFilter {
  readonly state: State | null;
  readonly author: string | null;
  readonly branch: string | null;
}

const sortColumns = {
  number: 'number',
  title: 'title',
  branch: 'branch',
  author: 'author_name',
  state: 'state',
  changedAt: 'changed_at',
} as const;
export const proposalSorts = sortNames(sortColumns);
export type ProposalSort = (typeof proposalSorts)[number];

/** One more than asked for; `after` is the last of the page before. */
export async function selectProposals(
  tx: Reader,
  filter: ProposalFilter,
  sort: ProposalSort,
  after: number | null,
  limit: number,
): Promise<Proposal[]> {
  const { column, direction, than } = sortedBy(sortColumns, sort);
  return tx.query<Proposal>(
    `select ${columns} from registry.proposal
      where ($1::text is null or state = $1) and ($2::uuid is null or author = $2)
        and ($3::text is null or branch = $3)
        and ($4::bigint is null or (${column}, number) ${than}
              (select ${column}, number from registry.proposal where number = $4))
      order by ${column} ${direction}, number ${direction} limit $5`,
    [filter.state, filter.author, filter.branch, after, limit + 1],
  );
}

/** Whether something waits to be published. */
export async function isAnyApproved(tx: Reader): Promise<boolean> {
  const [row] = await tx.query<{ any: boolean }>(
    `select exists (select 1 from registry.proposal where state = 'approved') as any`,
  );
  return row?.any === true;
}

/** The next proposal to publish: the one that was approved first. */
export async function lockFirstApproved(tx: Tx): Promise<Proposal | undefined> {
  const rows = await tx.query<Proposal>(
    `select ${columns} from registry.proposal where state = 'approved' order by approved_at, number limit 1 for update`,
  );
  return rows[0];
}

/** The same, only to look at. */
export async function findFirstApproved(tx: Reader): Promise<Proposal | undefined> {
  const rows = await tx.query<Proposal>(
    `select ${columns} from registry.proposal where state = 'approved' order by approved_at, number limit 1`,
  );
  return rows[0];
}

export async function markPublished(tx: Tx, number: number, release: number, at: Date): Promise<void> {
  await tx.query(
    `update registry.proposal set state = 'published', release = $2, changed_at = $3, version = version + 1
      where number = $1`,
    [number, release, at],
  );
}

export async function markReturned(
  tx: Tx,
  number: number,
  findings: readonly Finding[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update registry.proposal
        set state = 'returned', findings = $2, changed_at = $3, version = version + 1,
            approver = null, approver_name = null, approved_at = null
      where number = $1`,
    [number, JSON.stringify(findings), at],
  );
}

export type NewStep = Omit<Step, 'number'>;

export async function insertStep(tx: Tx, proposal: number, step: NewStep): Promise<void> {
  await tx.query(
    `insert into registry.proposal_step (proposal, number, act, at, by, by_name, text)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from registry.proposal_step where proposal = $1`,
    [proposal, step.act, step.at, step.by, step.byName, step.text],
  );
}

export async function selectSteps(tx: Reader, proposal: number): Promise<Step[]> {
  return tx.query<Step>(
    `select number, act, at, by, by_name as "byName", text from registry.proposal_step
      where proposal = $1 order by number`,
    [proposal],
  );
}

export interface RemarkRow {
  readonly number: number;
  readonly answers: number | null;
  readonly at: Date;
  readonly by: string;
  readonly byName: string;
  readonly text: string;
}

const remarkColumns = `number::int as number, answers::int as answers, at, by, by_name as "byName", text`;

export async function insertRemark(
  tx: Tx,
  subject: { readonly kind: string; readonly name: string },
  row: Omit<RemarkRow, 'number'>,
): Promise<RemarkRow | undefined> {
  const rows = await tx.query<RemarkRow>(
    `insert into registry.remark (kind, name, answers, at, by, by_name, text)
     select $1::text, $2::text, $3::bigint, $4::timestamptz, $5::uuid, $6::text, $7::text
      where $3::bigint is null
         or exists (select 1 from registry.remark r where r.number = $3 and r.kind = $1 and r.name = $2)
     returning ${remarkColumns}`,
    [subject.kind, subject.name, row.answers, row.at, row.by, row.byName, row.text],
  );
  return rows[0];
}

export async function selectRemarks(
  tx: Reader,
  { kind, name }: { readonly kind: string; readonly name: string },
  limit: number,
): Promise<RemarkRow[]> {
  return tx.query<RemarkRow>(
    `select ${remarkColumns} from registry.remark where kind = $1 and name = $2 order by number limit $3`,
    [kind, name, limit],
  );
}

const allotmentLock = 7_262_003; // one number for all nodes: whoever gives out identifiers holds it

export async function lockAllotments(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [allotmentLock]);
}

/** The highest identifier that was given out with this prefix, or undefined. */
export async function selectLastAllotted(tx: Reader, prefix: string): Promise<string | undefined> {
  const [row] = await tx.query<{ last: string | null }>(
    `select max(identifier collate "C") as last from registry.allotment where identifier like $1 || '%'`,
    [prefix],
  );
  return row?.last ?? undefined;
}

export interface Allotment {
  readonly identifier: string;
  readonly kind: string;
  readonly name: string;
  readonly proposal: number;
  readonly at: Date;
}

export async function insertAllotment(tx: Tx, row: Allotment): Promise<void> {
  await tx.query(
    `insert into registry.allotment (identifier, kind, name, proposal, at) values ($1, $2, $3, $4, $5)`,
    [row.identifier, row.kind, row.name, row.proposal, row.at],
  );
}

/** What a proposal was given, by kind and name (`element/plate`). */
export async function selectAllotted(tx: Reader, proposal: number): Promise<Map<string, string>> {
  const rows = await tx.query<Pick<Allotment, 'identifier' | 'kind' | 'name'>>(
    `select identifier, kind, name from registry.allotment where proposal = $1`,
    [proposal],
  );
  return new Map(rows.map(({ identifier, kind, name }) => [`${kind}/${name}`, identifier]));
}

/** Says that a proposal was approved; whoever publishes looks. */
export const approvalChannel = 'minqiao_approvals';

export async function notifyApproval(tx: Tx): Promise<void> {
  await tx.query(`select pg_notify($1, '')`, [approvalChannel]);
}

/** From here on a statement of this transaction that waits longer for a lock fails; the transaction can be tried again. */
export async function limitLockWait(tx: Tx, waitMs: number): Promise<void> {
  await tx.query(`select set_config('lock_timeout', $1, true)`, [String(waitMs)]);
}

/** Numbers of the proposals under way that change a declaration. */
export async function selectOpenOn(tx: Reader, kind: string, name: string): Promise<number[]> {
  const rows = await tx.query<{ number: number }>(
    `select number::int as number from registry.proposal p
      where state in ('draft', 'review', 'returned', 'approved')
        and exists (select 1 from json_array_elements(p.changes) c where c ->> 'kind' = $1 and c ->> 'name' = $2)
      order by number`,
    [kind, name],
  );
  return rows.map(({ number }) => number);
}
