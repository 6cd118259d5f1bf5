import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { AccountKind, AccountState } from '../accounts/sql.ts';

export type Assurance = 'certificate-and-pin' | 'demo';

/** A session that has not ended, with the account behind it as it is now. */
export interface SessionRow {
  readonly id: string;
  readonly account: string;
  readonly assurance: Assurance;
  readonly certificate: string | null;
  readonly createdAt: Date;
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date;
  readonly lockedAt: Date | null;
  readonly noticeAt: Date | null;
  readonly kind: AccountKind;
  readonly name: string;
  readonly organisation: string;
  readonly organisationZh: string;
  readonly organisationEn: string;
  readonly branch: string;
  readonly state: AccountState;
  readonly employmentEndsAt: Date | null;
  readonly demo: boolean;
  readonly citizenNumberSealed: Buffer | null;
  readonly roles: readonly string[];
}

/** The one indexed query of a request's identity. */
export async function findSession(db: Pick<Tx, 'query'>, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(
    `select s.id, s.account, s.assurance, s.certificate, s.created_at as "createdAt",
       s.authenticated_at as "authenticatedAt", s.expires_at as "expiresAt", s.last_used_at as "lastUsedAt",
       s.locked_at as "lockedAt", s.notice_at as "noticeAt",
       a.kind, a.name, a.organisation, o.name_zh as "organisationZh", o.name_en as "organisationEn", a.branch, a.state,
       a.employment_ends_at as "employmentEndsAt", a.demo, a.citizen_number_sealed as "citizenNumberSealed",
       array(select r.role from identity.account_role r where r.account = a.id order by r.role) as roles
     from identity.session s
     join identity.account a on a.id = s.account
     join identity.organisation o on o.code = a.organisation
     where s.token_hash = $1 and s.ended_at is null`,
    [tokenHash],
    'identity-session',
  );
  return rows[0];
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly account: string;
  readonly assurance: Assurance;
  readonly certificate: string | null;
  readonly address: string | null;
  readonly at: Date;
  readonly expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.query(
    `insert into identity.session (id, token_hash, account, assurance, certificate, address, created_at,
       authenticated_at, expires_at, last_used_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $7)`,
    [
      session.id,
      session.tokenHash,
      session.account,
      session.assurance,
      session.certificate,
      session.address,
      session.at,
      session.expiresAt,
    ],
  );
}

/** Tells every process, at the commit, to forget what it remembers of the session or account. */
export async function notifyChanged(tx: Pick<Tx, 'query'>, id: string): Promise<void> {
  await tx.query(`select pg_notify('identity', $1)`, [id]);
}

/** Use of the session; never moves backwards and never unlocks. */
export async function touchSession(db: Database, id: string, at: Date): Promise<void> {
  await db.query(
    `update identity.session set last_used_at = greatest(last_used_at, $2)
     where id = $1 and locked_at is null and ended_at is null`,
    [id, at],
    'identity-touch',
  );
}

/** Locks if the session is still idle since `idleSince`; false when another process saw it used or locked it first. */
export async function lockIdleSession(tx: Tx, id: string, at: Date, idleSince: Date): Promise<boolean> {
  const rows = await tx.query(
    `update identity.session set locked_at = $2
     where id = $1 and locked_at is null and ended_at is null and last_used_at <= $3 returning id`,
    [id, at, idleSince],
  );
  return rows.length > 0;
}

export async function lockSessionNow(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update identity.session set locked_at = $2
     where id = $1 and locked_at is null and ended_at is null returning id`,
    [id, at],
  );
  return rows.length > 0;
}

/** A new authentication: new token, unlocked. False when the session ended meanwhile. */
export async function updateAuthenticated(tx: Tx, id: string, tokenHash: Buffer, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update identity.session set token_hash = $2, authenticated_at = $3, last_used_at = $3, locked_at = null
     where id = $1 and ended_at is null returning id`,
    [id, tokenHash, at],
  );
  return rows.length > 0;
}

export async function updateNotice(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update identity.session set notice_at = $2 where id = $1 and notice_at is null and ended_at is null returning id`,
    [id, at],
  );
  return rows.length > 0;
}

export interface EndedSession {
  readonly id: string;
  readonly account: string;
}

export async function endOneSession(
  tx: Tx,
  id: string,
  at: Date,
  reason: string,
): Promise<EndedSession | undefined> {
  const rows = await tx.query<EndedSession>(
    `update identity.session set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null
     returning id, account`,
    [id, at, reason],
  );
  return rows[0];
}

/** Ends all sessions of an account, except one if that is given. */
export async function endSessionsOf(
  tx: Tx,
  account: string,
  at: Date,
  reason: string,
  except: string | null = null,
): Promise<EndedSession[]> {
  return tx.query<EndedSession>(
    `update identity.session set ended_at = $2, end_reason = $3
     where account = $1 and ended_at is null and ($4::uuid is null or id <> $4) returning id, account`,
    [account, at, reason, except],
  );
}

export interface SessionListRow {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly organisation: string;
  readonly assurance: Assurance;
  readonly certificate: string | null;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly lockedAt: Date | null;
}

const listColumns = `s.id, s.account, a.name, a.kind, a.organisation, s.assurance, s.certificate, s.address,
  s.created_at as "createdAt", s.last_used_at as "lastUsedAt", s.expires_at as "expiresAt", s.locked_at as "lockedAt"`;

const sortColumns = {
  createdAt: 's.created_at',
  lastUsedAt: 's.last_used_at',
  expiresAt: 's.expires_at',
  name: 'a.name',
  address: `coalesce(s.address, '')`,
} as const;
export const sessionSorts = sortNames(sortColumns);
export type SessionSort = (typeof sessionSorts)[number];

export interface SessionFilter {
  /** Of one account alone; null for all. */
  readonly account: string | null;
  readonly kind: AccountKind | null;
  readonly locked: boolean | null;
  readonly assurance: Assurance | null;
}

const open = `s.ended_at is null and s.expires_at > $1 and ($2::uuid is null or s.account = $2)
  and ($3::text is null or a.kind = $3) and ($4::boolean is null or (s.locked_at is not null) = $4)
  and ($5::text is null or s.assurance = $5)`;

function valuesOf({ account, kind, locked, assurance }: SessionFilter, at: Date): unknown[] {
  return [at, account, kind, locked, assurance];
}

/** Open sessions; `after`: the last of the page before. */
export async function listOpenSessions(
  db: Pick<Tx, 'query'>,
  filter: SessionFilter,
  at: Date,
  page: { readonly sort: SessionSort; readonly after: string | null; readonly limit: number },
): Promise<SessionListRow[]> {
  const { column, direction, than } = sortedBy(sortColumns, page.sort);
  const both = 'identity.session s join identity.account a on a.id = s.account';
  return db.query<SessionListRow>(
    `select ${listColumns} from ${both}
     where ${open} and ($6::uuid is null or (${column}, s.id) ${than} (select ${column}, s.id from ${both} where s.id = $6))
     order by ${column} ${direction}, s.id ${direction} limit $7`,
    [...valuesOf(filter, at), page.after, page.limit],
  );
}

export async function countOpenSessions(
  db: Pick<Tx, 'query'>,
  filter: SessionFilter,
  at: Date,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from identity.session s join identity.account a on a.id = s.account where ${open}`,
    valuesOf(filter, at),
  );
  return row?.count ?? 0;
}

/** Sessions that nobody can use any more; the ledger remembers them. One that is being ended elsewhere waits for next time. */
export async function deleteOldSessions(tx: Tx, before: Date): Promise<void> {
  await tx.query(
    `delete from identity.session where id in (
       select id from identity.session where ended_at < $1 or expires_at < $1 for update skip locked)`,
    [before],
  );
}
