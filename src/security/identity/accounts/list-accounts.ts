import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import { uuidPattern } from '../schema.ts';
import type * as shape from '../schema.ts';
import { countAccounts, listAccountRows } from './list-sql.ts';
import type { AccountFilter, AccountListRow, AccountSort } from './list-sql.ts';

interface AccountPage {
  readonly items: shape.AccountItem[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** A page of accounts. Officers are people too: the look is in the ledger before the list leaves. */
export async function listAccounts(
  identity: Identity,
  context: Context,
  query: Static<typeof shape.AccountQuery>,
): Promise<AccountPage> {
  const limit = query.limit ?? 50;
  const filter = filterOf(query);
  const order = { ...orderOf(query), after: readPosition(query.cursor), limit: limit + 1 };
  const rows = await listAccountRows(identity.db, filter, order);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  await ledger.append(
    entryFor(context, { act: 'list', outcome: 'permitted', resource: 'account', count: page.length }),
  );
  return {
    items: page.map(itemOf),
    nextCursor: last && rows.length > limit ? encodeCursor([last.position, last.id]) : null,
    total: await countAccounts(identity.db, filter),
  };
}

type Choice = Omit<Static<typeof shape.AccountQuery>, 'limit' | 'cursor'>;

/** The accounts that are asked for; officers unless it is said otherwise. */
export function filterOf(query: Choice): AccountFilter {
  return {
    kind: query.kind ?? 'officer',
    search: query.search?.trim() ?? '',
    state: query.state ?? null,
    role: query.role ?? null,
    organisation: query.organisation ?? null,
  };
}

/** By name, unless it is said otherwise. */
export function orderOf({ sort = 'name' }: Choice): { sort: AccountSort; descending: boolean } {
  return { sort: sort.replace('-', '') as AccountSort, descending: sort.startsWith('-') };
}

/** What is no position of ours is the beginning. */
function readPosition(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  const [position, id] = decodeCursor(cursor, 2);
  return uuidPattern.test(String(id)) ? [String(position).replaceAll('\0', ''), String(id)] : null;
}

export function itemOf(row: AccountListRow): shape.AccountItem {
  const { organisationZh, organisationEn, position: _position, lastUsedAt, roles, ...rest } = row;
  return {
    ...rest,
    organisationName: { zh: organisationZh, en: organisationEn },
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    roles: [...roles],
  };
}
