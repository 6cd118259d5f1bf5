import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { attempted, branchForList, branchOf, numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { FindingQuery } from '../schema.ts';
import { findFinding, selectFindings } from './sql.ts';
import type { FindingRow } from './sql.ts';

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

const usualPage = 20;

/** What was found in what one's branch owns. @throws Fault quality.not-permitted, http.invalid-cursor */
export async function listFindings(
  quality: Quality,
  context: Context,
  asked: FindingQuery,
): Promise<Page<FindingRow>> {
  const { limit = usualPage, cursor, sort = '-number', mine } = asked;
  const filter = {
    owner: await branchForList(quality, context, 'findings'),
    resource: asked.resource ?? null,
    rule: asked.rule ?? null,
    severity: asked.severity ?? null,
    state: asked.state ?? null,
    handler: mine === undefined ? null : context.actor.id,
  };
  const rows = await selectFindings(quality.app, filter, sort, numberIn(cursor), limit);
  return pageOf(rows, limit);
}

/** The rows of a page, of which one more than `limit` were asked for. */
export function pageOf<Row extends { readonly number: number }>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.number]) : null };
}

/** The number in a cursor. @throws Fault http.invalid-cursor */
export function numberIn(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [number] = decodeCursor(cursor, 1);
  if (Number.isSafeInteger(number)) return number as number;
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}

/** @throws Fault quality.finding-not-found, quality.not-permitted */
export async function getFinding(quality: Quality, context: Context, number: number): Promise<FindingRow> {
  const detail = { step: 'view', finding: numbered('QF', number) };
  return attempted(context, { act: 'finding', detail }, async () => {
    const owner = branchOf(quality, context);
    const row = await findFinding(quality.app, number);
    if (row && (owner === null || row.owner === owner)) return row;
    throw fault('finding-not-found', { number: detail.finding });
  });
}
