import type { Text } from '#infrastructure/faults/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { selectAccountByPoliceNumber, selectAccountNames, selectOrganisationNames } from './names-sql.ts';
import type { AccountName } from './names-sql.ts';

type Reader = Pick<Tx, 'query'>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who stands behind these pseudonyms, for those who answer for oversight; the caller records that it asked. Names
 * nobody for an id that is no account (the node's own acts).
 */
export async function nameAccounts(
  db: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountName>> {
  const asked = [...new Set(ids)].filter((id) => uuid.test(id));
  const rows = asked.length === 0 ? [] : await selectAccountNames(db, asked);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The account that has this police number (six digits), or undefined. */
export function findAccountByPoliceNumber(db: Reader, policeNumber: string): Promise<string | undefined> {
  return selectAccountByPoliceNumber(db, policeNumber);
}

/** The names of organisations by their codes; a code that is not known here is absent. */
export async function nameOrganisations(
  db: Reader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Text>> {
  const asked = [...new Set(codes)];
  const rows = asked.length === 0 ? [] : await selectOrganisationNames(db, asked);
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}
