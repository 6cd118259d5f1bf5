import type { Tx } from '#infrastructure/sql/index.ts';
import type { AccountKind, AccountState } from './sql.ts';

export interface AccountListRow {
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
  readonly lastUsedAt: Date | null;
  readonly demo: boolean;
  readonly roles: readonly string[];
  /** Value of the sort column, to continue from. */
  readonly position: string;
}

/** The closed list of sort orders and the text that each sorts by; texts of ours, never of a request. */
const sortColumns = {
  name: `a.name`,
  policeNumber: `coalesce(a.police_number, '')`,
  organisation: `a.organisation`,
  state: `a.state`,
  lastUsedAt: `coalesce(to_char(a.last_used_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')`,
} as const;

export type AccountSort = keyof typeof sortColumns;
export const accountSorts = Object.keys(sortColumns) as AccountSort[];

export interface AccountFilter {
  readonly kind: AccountKind;
  readonly search: string;
  readonly state: AccountState | null;
  readonly role: string | null;
  readonly organisation: string | null;
}

const matching = `a.kind = $1 and ($2 = '' or strpos(a.name, $2) > 0 or a.police_number = $2)
  and ($3::text is null or a.state = $3)
  and ($4::text is null or exists (select from identity.account_role r where r.account = a.id and r.role = $4))
  and ($5::text is null or starts_with(a.organisation, $5))`;

function valuesOf(filter: AccountFilter): unknown[] {
  return [filter.kind, filter.search, filter.state, filter.role, filter.organisation];
}

/** A page of accounts after `position` in the order of `sort`. */
export async function listAccountRows(
  db: Pick<Tx, 'query'>,
  filter: AccountFilter,
  order: { sort: AccountSort; descending: boolean; after: readonly [string, string] | null; limit: number },
): Promise<AccountListRow[]> {
  const column = sortColumns[order.sort];
  const [direction, beyond] = order.descending ? ['desc', '<'] : ['asc', '>'];
  return db.query<AccountListRow>(
    `select a.id, a.kind, a.name, a.police_number as "policeNumber", a.organisation, o.name_zh as "organisationZh",
       o.name_en as "organisationEn", a.branch, a.post, a.state, a.last_used_at as "lastUsedAt", a.demo,
       array(select r.role from identity.account_role r where r.account = a.id order by r.role) as roles,
       ${column} as position
     from identity.account a join identity.organisation o on o.code = a.organisation
     where ${matching} and ($6::text is null or (${column}, a.id) ${beyond} ($6, $7::uuid))
     order by ${column} ${direction}, a.id ${direction} limit $8`,
    [...valuesOf(filter), order.after?.[0] ?? null, order.after?.[1] ?? null, order.limit],
  );
}

export async function countAccounts(db: Pick<Tx, 'query'>, filter: AccountFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from identity.account a where ${matching}`,
    valuesOf(filter),
  );
  return row?.count ?? 0;
}
