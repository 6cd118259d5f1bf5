import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Power } from '../roles.ts';

export type AccountKind = 'officer' | 'citizen' | 'client';
export type AccountState = 'active' | 'suspended' | 'locked' | 'threatened' | 'ended';

type Reader = Pick<Tx, 'query'>;

export interface AccountRow {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly policeNumber: string | null;
  readonly organisation: string;
  readonly organisationZh: string;
  readonly organisationEn: string;
  readonly branch: string;
  readonly post: string | null;
  readonly state: AccountState;
  readonly stateReason: string | null;
  readonly stateAt: Date;
  readonly employmentEndsAt: Date | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly demo: boolean;
  readonly version: number;
  readonly roles: readonly string[];
}

const columns = `a.id, a.kind, a.name, a.police_number as "policeNumber", a.organisation, o.name_zh as "organisationZh",
  o.name_en as "organisationEn", a.branch, a.post, a.state, a.state_reason as "stateReason", a.state_at as "stateAt",
  a.employment_ends_at as "employmentEndsAt", a.created_at as "createdAt", a.last_used_at as "lastUsedAt", a.demo,
  a.version, array(select r.role from identity.account_role r where r.account = a.id order by r.role) as roles`;
const tables = `identity.account a join identity.organisation o on o.code = a.organisation`;

export async function findAccount(db: Reader, id: string): Promise<AccountRow | undefined> {
  const rows = await db.query<AccountRow>(`select ${columns} from ${tables} where a.id = $1`, [id]);
  return rows[0];
}

/** Whoever changes an account holds it: attempts, locks and releases happen one after the other. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const rows = await tx.query<AccountRow>(
    `select ${columns} from ${tables} where a.id = $1 for update of a`,
    [id],
  );
  return rows[0];
}

export interface NewAccount {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly policeNumber: string | null;
  readonly organisation: string;
  readonly branch: string;
  readonly post: string | null;
  readonly citizenNumberTag: Buffer | null;
  readonly citizenNumberSealed: Buffer | null;
  readonly employmentEndsAt: Date | null;
  readonly demo: boolean;
  readonly demoRank: number | null;
  readonly demoNoteZh: string | null;
  readonly demoNoteEn: string | null;
}

/** Inserts many in one round trip. */
export async function insertAccounts(tx: Tx, rows: readonly NewAccount[], at: Date): Promise<void> {
  await tx.query(
    `insert into identity.account (id, kind, name, police_number, organisation, branch, post, citizen_number_tag,
       citizen_number_sealed, employment_ends_at, demo, demo_rank, demo_note_zh, demo_note_en, state_at, created_at)
     select n.*, $15, $15 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::text[], $8::bytea[], $9::bytea[], $10::timestamptz[], $11::boolean[], $12::int[], $13::text[],
       $14::text[]) n`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.kind),
      rows.map((row) => row.name),
      rows.map((row) => row.policeNumber),
      rows.map((row) => row.organisation),
      rows.map((row) => row.branch),
      rows.map((row) => row.post),
      rows.map((row) => row.citizenNumberTag),
      rows.map((row) => row.citizenNumberSealed),
      rows.map((row) => row.employmentEndsAt),
      rows.map((row) => row.demo),
      rows.map((row) => row.demoRank),
      rows.map((row) => row.demoNoteZh),
      rows.map((row) => row.demoNoteEn),
      at,
    ],
  );
}

export interface NewAccountRole {
  readonly account: string;
  readonly role: string;
  readonly power: Power;
}

export async function insertAccountRoles(
  tx: Tx,
  rows: readonly NewAccountRole[],
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into identity.account_role (account, role, power, granted_by, granted_at)
     select n.*, $4, $5 from unnest($1::uuid[], $2::text[], $3::text[]) n`,
    [rows.map((row) => row.account), rows.map((row) => row.role), rows.map((row) => row.power), by, at],
  );
}

export async function deleteAccountRoles(tx: Tx, account: string): Promise<void> {
  await tx.query(`delete from identity.account_role where account = $1`, [account]);
}

export async function updateState(
  tx: Tx,
  id: string,
  state: AccountState,
  reason: string | null,
  at: Date,
): Promise<void> {
  await tx.query(
    `update identity.account set state = $2, state_reason = $3, state_at = $4, version = version + 1 where id = $1`,
    [id, state, reason, at],
  );
}

export interface AccountChange {
  readonly organisation: string;
  readonly branch: string;
  readonly post: string | null;
  readonly employmentEndsAt: Date | null;
}

export async function updateAccount(tx: Tx, id: string, change: AccountChange): Promise<void> {
  await tx.query(
    `update identity.account set organisation = $2, branch = $3, post = $4, employment_ends_at = $5,
       version = version + 1 where id = $1`,
    [id, change.organisation, change.branch, change.post, change.employmentEndsAt],
  );
}

export async function updateLastUsed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update identity.account set last_used_at = greatest(last_used_at, $2) where id = $1`, [
    id,
    at,
  ]);
}

/** Active accounts whose employment ended, or that nobody used since `unusedSince`. */
export async function lockExpiredAccounts(
  tx: Tx,
  at: Date,
  unusedSince: Date,
  limit: number,
): Promise<{ id: string; left: boolean }[]> {
  return tx.query(
    `select id, (employment_ends_at is not null and employment_ends_at <= $1) as left from identity.account
     where state not in ('ended') and employment_ends_at <= $1
        or state = 'active' and kind <> 'citizen' and not demo and coalesce(last_used_at, created_at) <= $2
     order by id limit $3 for update skip locked`,
    [at, unusedSince, limit],
  );
}

export async function insertOrganisations(
  tx: Tx,
  rows: readonly { code: string; nameZh: string; nameEn: string; parent: string | null }[],
  demo: boolean,
): Promise<void> {
  await tx.query(
    `insert into identity.organisation (code, name_zh, name_en, parent, demo)
     select n.*, $5 from unnest($1::text[], $2::text[], $3::text[], $4::text[]) n
     on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, parent = excluded.parent`,
    [
      rows.map((row) => row.code),
      rows.map((row) => row.nameZh),
      rows.map((row) => row.nameEn),
      rows.map((row) => row.parent),
      demo,
    ],
  );
}

export async function organisationExists(db: Reader, code: string): Promise<boolean> {
  const rows = await db.query(`select 1 as found from identity.organisation where code = $1`, [code]);
  return rows.length > 0;
}

/** Follows new names of units that accounts belong to; others are not kept here. */
export async function updateUnitNames(
  tx: Tx,
  rows: readonly { code: string; nameZh: string; nameEn: string; parent: string | null }[],
): Promise<void> {
  await tx.query(
    `update identity.organisation o set name_zh = n.name_zh, name_en = n.name_en, parent = n.parent
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (code, name_zh, name_en, parent)
      where o.code = n.code`,
    [
      rows.map((row) => row.code),
      rows.map((row) => row.nameZh),
      rows.map((row) => row.nameEn),
      rows.map((row) => row.parent),
    ],
  );
}

/** Adds roles that are new; returns the power that the database holds for each. */
export async function upsertRoles(
  tx: Tx,
  roles: readonly { code: string; power: Power }[],
): Promise<{ code: string; power: Power }[]> {
  await tx.query(
    `insert into identity.role (code, power) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [roles.map((role) => role.code), roles.map((role) => role.power)],
  );
  return tx.query(`select code, power from identity.role`);
}

export async function countAdministrators(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from identity.account_role where power <> 'none'`,
  );
  return row?.count ?? 0;
}

/** Two founders at once: the second waits and then sees the first's administrators. */
export async function lockFounding(tx: Tx): Promise<void> {
  await tx.query(`lock table identity.account_role in share row exclusive mode`);
}

/** Whether this process is the one that tidies up; two that delete the same rows in different order would deadlock. */
export async function tryTidyLock(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock($1) as mine`, [tidyLock]);
  return row?.mine === true;
}

const tidyLock = 7_262_011;

/** Accounts and units that came with the demonstration. */
export async function countDemoIdentities(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from identity.account where demo)::int
          + (select count(*) from identity.organisation where demo)::int as count`,
  );
  return row?.count ?? 0;
}

/** Sealed identity numbers of accounts, a page at a time, to look at their first digits. */
export async function listSealedNumbers(
  db: Reader,
  after: string,
  limit: number,
): Promise<{ id: string; sealed: Buffer }[]> {
  return db.query(
    `select id, citizen_number_sealed as sealed from identity.account
     where id > $1 and citizen_number_sealed is not null order by id limit $2`,
    [after, limit],
  );
}

export interface DemoIdentityRow {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly post: string | null;
  readonly organisationZh: string;
  readonly organisationEn: string;
  readonly noteZh: string | null;
  readonly noteEn: string | null;
  readonly roles: readonly string[];
}

export async function listDemoIdentities(db: Reader, limit: number): Promise<DemoIdentityRow[]> {
  return db.query<DemoIdentityRow>(
    `select a.id, a.kind, a.name, a.post, o.name_zh as "organisationZh", o.name_en as "organisationEn",
       a.demo_note_zh as "noteZh", a.demo_note_en as "noteEn",
       array(select r.role from identity.account_role r where r.account = a.id order by r.role) as roles
     from ${tables} where a.demo and a.state = 'active' and a.demo_rank is not null
     order by a.demo_rank, a.id limit $1`,
    [limit],
  );
}
