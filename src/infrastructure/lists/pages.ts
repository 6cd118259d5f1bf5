import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { ListQuery } from './list-schemas.ts';
import type { Choice, RowList } from './row-list.ts';

/** One page of a list, as it is answered. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** A page of rows of which one more than `limit` were asked for; `placeOf`: what a cursor says of the last one. */
export function pageAfter<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null,
  };
}

/** The same of rows that have a number. */
export function pageByNumber<Row extends { readonly number: number }>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  return pageAfter(rows, limit, ({ number }) => [number]);
}

/** The number of the last row of the page before; null at the beginning. @throws Fault http.invalid-cursor */
export function numberIn(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [number] = decodeCursor(cursor, 1);
  if (Number.isSafeInteger(number)) return number as number;
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}

/** The key of the last row of the page before, which has this form; null at the beginning. @throws Fault http.invalid-cursor */
export function keyIn(cursor: string | undefined, form: RegExp): string | null {
  if (cursor === undefined) return null;
  const [key] = decodeCursor(cursor, 1);
  if (typeof key === 'string' && form.test(key)) return key;
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}

/** The form of an id. */
export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A page of rows that are all at hand. @throws Fault http.invalid-cursor for anything that is no place in a list */
export function pageOfRows<Row>(
  list: RowList<Row>,
  { limit, cursor, ...asked }: ListQuery & { readonly limit: number },
  language: Choice['language'],
): Page<Row> & { readonly total: number } {
  const offset = numberIn(cursor) ?? 0;
  if (offset < 0) throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  const { items, nextOffset, total } = list.page({ ...choiceOf(asked, language), limit, offset });
  return { items, nextCursor: nextOffset === null ? null : encodeCursor([nextOffset]), total };
}

/** What was asked of such a list: everything that is neither text nor sort is a filter. */
export function choiceOf(asked: Readonly<Record<string, unknown>>, language: Choice['language']): Choice {
  const { q, sort, ...rest } = asked as Readonly<Record<string, string | undefined>>;
  const filters = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { q, sort, filters: Object.fromEntries(filters) as Record<string, string>, language };
}
