import type { Tx } from '#infrastructure/sql/index.ts';
import type { CertificateKind } from './authority.ts';
import { columns } from './sql.ts';
import type { CertificateRow } from './sql.ts';

export interface RegisterRow extends CertificateRow {
  /** Value of the sort column, to continue from. */
  readonly position: string;
}

/** The closed list of sort orders and the text that each sorts by; texts of ours, never of a request. */
const sortColumns = {
  notAfter: `to_char(not_after at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  issuedAt: `to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
} as const;

export type RegisterSort = keyof typeof sortColumns;

export type CertificateState = 'in-force' | 'expiring' | 'expired' | 'revoked';

export interface RegisterFilter {
  readonly kind: CertificateKind | null;
  readonly state: CertificateState | null;
  /** What its number begins with, in lower case; '' = any. */
  readonly serial: string;
  /** Only those of these holders; null = anybody's. */
  readonly holders: readonly string[] | null;
  readonly at: Date;
  /** One that ends before this is expiring. */
  readonly soon: Date;
}

const matching = `($1::text is null or kind = $1) and starts_with(serial, $2)
  and ($3::uuid[] is null or holder = any($3::uuid[]))
  and case $4::text
    when 'in-force' then revoked_at is null and not_after > $5
    when 'expiring' then revoked_at is null and not_after > $5 and not_after <= $6
    when 'expired' then revoked_at is null and not_after <= $5
    when 'revoked' then revoked_at is not null and $6::timestamptz is not null
    else true end`;

function valuesOf({ kind, serial, holders, state, at, soon }: RegisterFilter): unknown[] {
  return [kind, serial, holders, state, at, soon];
}

/** A page of the register after `position` in the order of `sort`. */
export async function listRegister(
  db: Pick<Tx, 'query'>,
  filter: RegisterFilter,
  order: {
    sort: RegisterSort;
    descending: boolean;
    after: readonly [string, string] | null;
    limit: number;
  },
): Promise<RegisterRow[]> {
  const column = sortColumns[order.sort];
  const [direction, beyond] = order.descending ? ['desc', '<'] : ['asc', '>'];
  return db.query<RegisterRow>(
    `select ${columns}, ${column} as position from certificates.certificate
     where ${matching} and ($7::text is null or (${column}, serial) ${beyond} ($7, $8))
     order by ${column} ${direction}, serial ${direction} limit $9`,
    [...valuesOf(filter), order.after?.[0] ?? null, order.after?.[1] ?? null, order.limit],
  );
}

/** How many of the register fit. */
export async function countRegister(db: Pick<Tx, 'query'>, filter: RegisterFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from certificates.certificate where ${matching}`,
    valuesOf(filter),
  );
  return row?.count ?? 0;
}
