import { keyIn, pageAfter } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { uuidPattern } from '../schema.ts';
import type { SessionItem, SessionQuery } from '../schema.ts';
import { itemOf } from './session-item.ts';
import { countOpenSessions, listOpenSessions } from './sql.ts';
import type { SessionFilter, SessionListRow } from './sql.ts';

type Reader = Pick<Tx, 'query'>;
type Counted = Page<SessionItem> & { readonly total: number };

const usualPage = 50;
const maxOwnSessions = 100; // nobody has so many; if somebody does, the newest are the telling ones
const everybody: SessionFilter = { account: null, kind: null, locked: null, assurance: null };

/** Everybody who is signed in now, newest first unless it is said otherwise. @throws Fault http.invalid-cursor */
export async function listAllSessions(
  db: Reader,
  { at, session }: Context,
  { kind, state, assurance, sort = '-createdAt', limit = usualPage, cursor }: SessionQuery,
): Promise<Counted> {
  const filter = {
    ...everybody,
    kind: kind ?? null,
    locked: state === undefined ? null : state === 'locked',
    assurance: assurance ?? null,
  };
  const page = { sort, after: keyIn(cursor, uuidPattern), limit: limit + 1 };
  const { items, nextCursor } = pageAfter(await listOpenSessions(db, filter, at, page), limit, ({ id }) => [
    id,
  ]);
  return {
    items: items.map((row) => itemOf(row, session)),
    nextCursor,
    total: await countOpenSessions(db, filter, at),
  };
}

/** The open sessions of one account, newest first. */
export async function sessionsOf(db: Reader, account: string, at: Date): Promise<SessionListRow[]> {
  const page = { sort: '-createdAt', after: null, limit: maxOwnSessions } as const;
  return listOpenSessions(db, { ...everybody, account }, at, page);
}
