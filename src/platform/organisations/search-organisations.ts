import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Organisation } from './model.ts';
import { divisionPrefix } from './model.ts';
import type { Organisations } from './organisations.ts';
import type { OrganisationItem, SearchQuery } from './schema.ts';
import {
  selectChildren,
  selectMatches,
  selectNamed,
  selectNamedFirst,
  selectOnDay,
  selectOrganisations,
  selectShares,
} from './sql.ts';
import type { Filter, Page } from './sql.ts';
import { toWire } from './wire.ts';
import { narrow, questionOf } from './words.ts';
import type { Question } from './words.ts';

export interface Found<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Up to so many answers are sorted; where there are more, a page is soon full by reading along the codes. */
const maxMatches = 10_000;
/** Codes that are read along before the index is asked: what every bureau has fills a page out of so many. */
const firstLook = 1_000;
/** Answers that are looked at together: filters may leave few of them. */
const chunk = 500;
const defaultLimit = 20;

/**
 * Organisations by code, name, pinyin initials or English words, narrowed and as they were on a day, in the order of
 * their codes. No total: counting 300,000 costs more than finding twenty.
 * @throws Fault http.invalid-cursor
 */
export async function searchOrganisations(
  { app }: Pick<Organisations, 'app'>,
  query: SearchQuery,
): Promise<Found<OrganisationItem>> {
  const { limit = defaultLimit } = query;
  const rows = await find(app, query, { after: placeOf(query.cursor), limit: limit + 1 });
  return pageOf(rows, limit, toWire);
}

async function find(
  app: Organisations['app'],
  { q = '', on, ...query }: SearchQuery,
  page: Page,
): Promise<Organisation[]> {
  const question = questionOf(q);
  const filter: Filter = {
    codePrefix: question?.by === 'code' ? question.prefix : '',
    division: query.division === undefined ? '' : divisionPrefix(query.division),
    kind: query.kind ?? null,
    level: query.level ?? null,
    branch: query.branch ?? null,
    status: query.status ?? null,
  };
  const named = question?.by === 'code' ? undefined : question;
  if (on !== undefined) return selectOnDay(app, filter, on, named?.text ?? null, page);
  if (!named) return selectOrganisations(app, filter, page);
  return findNamed(app, filter, named, page);
}

/** Names: what lies near along the codes if that fills the page, else what the index says, chunk by chunk. */
async function findNamed(
  app: Organisations['app'],
  filter: Filter,
  question: Exclude<Question, { by: 'code' }>,
  page: Page,
): Promise<Organisation[]> {
  const english = question.by === 'latin' ? question.english : null;
  const named = { text: question.text, english };
  const { kind, level, branch, status } = filter;
  if (!kind && !level && !branch && !status) {
    const near = await selectNamedFirst(app, filter, { ...named, most: firstLook }, page);
    if (near.length >= page.limit) return near;
  }
  const words = question.ways.flat().map(({ word }) => word);
  const query = narrow(question.ways, await selectShares(app, words));
  const found: Organisation[] = [];
  for (let after = page.after; ;) {
    const { codes, many } = await selectMatches(app, query, maxMatches, { after, limit: chunk });
    if (many) return selectNamed(app, filter, { ...named, among: null }, page);
    const rest = { after: page.after, limit: page.limit - found.length };
    if (codes.length > 0) found.push(...(await selectNamed(app, filter, { ...named, among: codes }, rest)));
    if (found.length >= page.limit || codes.length < chunk) return found;
    after = codes.at(-1) ?? '';
  }
}

/** What stands directly under one (none: the roots), as of a day. @throws Fault http.invalid-cursor */
export async function listChildren(
  { app }: Pick<Organisations, 'app'>,
  asked: { parent?: string | undefined; on: string; limit?: number | undefined; cursor?: string | undefined },
): Promise<Found<OrganisationItem & { hasChildren: boolean }>> {
  const { parent = null, on, limit = 100 } = asked;
  const rows = await selectChildren(app, parent, on, { after: placeOf(asked.cursor), limit: limit + 1 });
  return pageOf(rows, limit, ({ hasChildren, ...row }) => ({ ...toWire(row), hasChildren }));
}

function pageOf<Row extends { readonly code: string }, Item>(
  rows: readonly Row[],
  limit: number,
  wire: (row: Row) => Item,
): Found<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(wire),
    nextCursor: last && rows.length > limit ? encodeCursor([last.code]) : null,
  };
}

function placeOf(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const [code] = decodeCursor(cursor, 1);
  if (typeof code !== 'string' || !/^[0-9]{12}$/.test(code))
    throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  return code;
}
