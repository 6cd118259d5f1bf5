import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export interface AccountName {
  readonly id: string;
  readonly kind: 'officer' | 'citizen' | 'client';
  readonly name: string;
  readonly policeNumber: string | null;
  /** Code of the unit that the account belongs to now. */
  readonly organisation: string;
}

export async function selectAccountNames(db: Reader, ids: readonly string[]): Promise<AccountName[]> {
  return db.query<AccountName>(
    `select id, kind, name, police_number as "policeNumber", organisation from identity.account
      where id = any($1::uuid[])`,
    [ids],
  );
}

export async function selectAccountByPoliceNumber(
  db: Reader,
  policeNumber: string,
): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(`select id from identity.account where police_number = $1`, [
    policeNumber,
  ]);
  return rows[0]?.id;
}

/** At most so many holders are looked for by a name; who wants fewer types more of it. */
const mostNamed = 500;

/** Accounts whose name holds the text, or whose police number it is. */
export async function selectAccountsNamed(db: Reader, text: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from identity.account where strpos(name, $1) > 0 or police_number = $1 order by name, id limit $2`,
    [text, mostNamed],
  );
  return rows.map(({ id }) => id);
}

export interface OrganisationName {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export async function selectOrganisationNames(
  db: Reader,
  codes: readonly string[],
): Promise<OrganisationName[]> {
  return db.query<OrganisationName>(
    `select code, name_zh as zh, name_en as en from identity.organisation where code = any($1::text[])`,
    [codes],
  );
}
