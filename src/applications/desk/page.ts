import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';

/** What a list is asked for; `cursor` is opaque and hostile. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
  readonly descending: boolean;
}

/** A place in a list ordered by time, then number. */
export interface Place {
  readonly at: Date;
  readonly reference: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** @throws Fault http.invalid-cursor */
export function placeOf(asked: PageAsked): Place | null {
  if (asked.cursor === undefined) return null;
  const [ms, reference] = decodeCursor(asked.cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof reference !== 'string')
    throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  return { at, reference };
}

/** Makes a page of rows read with one row more than asked for. */
export function pageOf<T>(rows: readonly T[], limit: number, placeIn: (row: T) => Place): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  const { at, reference } = placeIn(last);
  return { items, nextCursor: encodeCursor([at.getTime(), reference]) };
}
