import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import { branchForList } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { RunQuery } from '../schema.ts';
import { selectRuns } from './sql.ts';
import type { RunRow } from './sql.ts';

const usualPage = 20;

/** Examinations of what one's branch owns, newest first. @throws Fault quality.not-permitted, http.invalid-cursor */
export async function listRuns(
  quality: Quality,
  context: Context,
  { resource, state, limit = usualPage, cursor }: RunQuery,
): Promise<Page<RunRow>> {
  const owner = await branchForList(quality, context, 'runs');
  const filter = { owner, resource: resource ?? null, state: state ?? null };
  const rows = await selectRuns(quality.app, filter, cursor === undefined ? null : placeIn(cursor), limit);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? encodeCursor([last.requestedAt.getTime(), last.id]) : null;
  return { items, nextCursor: next };
}

/** @throws Fault http.invalid-cursor */
function placeIn(cursor: string): { at: Date; id: string } {
  const [atMs, id] = decodeCursor(cursor, 2);
  if (typeof atMs === 'number' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
    return { at: new Date(atMs), id };
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}
