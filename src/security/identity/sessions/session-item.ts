import { decodeCursor } from '#infrastructure/http/index.ts';
import type * as shape from '../schema.ts';
import type { SessionListRow } from './sql.ts';

/** A position in a list that goes back in time. */
export function readTimeCursor(cursor: string | undefined): readonly [Date, string] | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2);
  const time = new Date(String(at));
  // A cursor that somebody made up may hold anything: what is no position is the beginning.
  return Number.isNaN(time.getTime()) || !/^[0-9a-f-]{36}$/.test(String(id)) ? null : [time, String(id)];
}

/** The shape of one session in lists; `current` is the reader's own. */
export function itemOf(row: SessionListRow, current: string | null): shape.SessionItem {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lockedAt: row.lockedAt?.toISOString() ?? null,
    current: row.id === current,
  };
}
