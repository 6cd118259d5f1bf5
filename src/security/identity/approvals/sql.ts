import type { Tx } from '#infrastructure/sql/index.ts';

export type Decision = 'approved' | 'refused';

export interface ApprovalRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: Record<string, unknown>;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decision: Decision | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly consumedAt: Date | null;
}

const columns = `p.id, p.kind, p.subject, p.payload, p.requested_by as "requestedBy", r.name as "requestedByName",
  p.requested_at as "requestedAt", p.expires_at as "expiresAt", p.decision, p.decided_by as "decidedBy",
  d.name as "decidedByName", p.decided_at as "decidedAt", p.reason, p.consumed_at as "consumedAt"`;
const tables = `identity.approval p join identity.account r on r.id = p.requested_by
  left join identity.account d on d.id = p.decided_by`;

export interface NewApproval {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: Record<string, unknown>;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}

export async function insertApproval(tx: Tx, row: NewApproval): Promise<void> {
  await tx.query(
    `insert into identity.approval (id, kind, subject, payload, requested_by, requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.kind, row.subject, row.payload, row.requestedBy, row.requestedAt, row.expiresAt],
  );
}

export async function lockApproval(tx: Tx, id: string): Promise<ApprovalRow | undefined> {
  const rows = await tx.query<ApprovalRow>(
    `select ${columns} from ${tables} where p.id = $1 for update of p`,
    [id],
  );
  return rows[0];
}

export async function updateDecision(
  tx: Tx,
  id: string,
  decision: Decision,
  by: string,
  at: Date,
  reason: string | null,
): Promise<void> {
  await tx.query(
    `update identity.approval set decision = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1`,
    [id, decision, by, at, reason],
  );
}

export async function updateConsumed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update identity.approval set consumed_at = $2 where id = $1`, [id, at]);
}

/** Approvals of the given kinds or asked for by the person, newest first. */
export async function listApprovals(
  db: Pick<Tx, 'query'>,
  filter: {
    kinds: readonly string[];
    person: string;
    open: boolean;
    at: Date;
    before: readonly [Date, string] | null;
    limit: number;
  },
): Promise<ApprovalRow[]> {
  return db.query<ApprovalRow>(
    `select ${columns} from ${tables}
     where (p.kind = any($1) or p.requested_by = $2) and (not $3 or (p.decision is null and p.expires_at > $4))
       and ($5::timestamptz is null or (p.requested_at, p.id) < ($5, $6::uuid))
     order by p.requested_at desc, p.id desc limit $7`,
    [
      filter.kinds,
      filter.person,
      filter.open,
      filter.at,
      filter.before?.[0] ?? null,
      filter.before?.[1] ?? null,
      filter.limit,
    ],
  );
}
