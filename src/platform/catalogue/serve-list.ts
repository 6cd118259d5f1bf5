import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import type { Catalogue } from './catalogue.ts';
import { exportList } from './export-list.ts';
import { defaultPage, listSchemas } from './list-schemas.ts';
import type { ExportBody, ListQuery } from './list-schemas.ts';
import type { Choice, DeclaredList, Listing } from './listing.ts';

/** How every list of the catalogue is asked for, page by page or as a file. */

export type Listed = { Querystring: ListQuery };
export type Exported = { Body: ExportBody };

export const base = '/api/v1/catalogue';

export interface Listable<Row> {
  readonly path: string;
  readonly title: Words;
  readonly listing: Listing<Row>;
  /** The list as it is now. */
  readonly list: () => DeclaredList<Row>;
  readonly defaultLimit?: number;
  /** What is asked when the question doesn't say. */
  readonly unasked?: (context: Context) => Readonly<Record<string, string>>;
}

export function addList<Row>(app: FastifyInstance, catalogue: Catalogue, listable: Listable<Row>): void {
  const { path, title, listing, list, defaultLimit = defaultPage, unasked = () => ({}) } = listable;
  const { query, facets, exportBody } = listSchemas(listing);
  app.get<Listed>(
    `${base}/facets/${path}`,
    { schema: { summary: `${title.en}: counts by facet`, querystring: facets } },
    async (request) =>
      list().facets(choiceOf({ ...unasked(request.context), ...request.query }, request.language)),
  );
  app.get<Listed>(
    `${base}/${path}`,
    { schema: { summary: title.en, querystring: query } },
    async (request) => {
      const asked = { ...unasked(request.context), ...request.query };
      return pageOf(list(), asked, request.language, defaultLimit);
    },
  );
  app.post<Exported>(
    `${base}/${path}/export`,
    { schema: { summary: `${title.en} as a file`, body: exportBody } },
    (request, reply) => {
      const about = { name: path.replaceAll('/', '-'), title, digest: catalogue.digest };
      return sendList(list(), about, request, reply, unasked(request.context));
    },
  );
}

export function pageOf<Row>(
  list: DeclaredList<Row>,
  query: ListQuery,
  language: Choice['language'],
  defaultLimit: number,
) {
  const { limit = defaultLimit, cursor, ...choice } = query;
  const page = list.page({ ...choiceOf(choice, language), limit, offset: offsetOf(cursor) });
  const { items, nextOffset, total } = page;
  return { items, nextCursor: nextOffset === null ? null : encodeCursor([nextOffset]), total };
}

function choiceOf(asked: Readonly<Record<string, unknown>>, language: Choice['language']): Choice {
  const { q, sort, ...rest } = asked as Readonly<Record<string, string | undefined>>;
  const filters = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { q, sort, filters: Object.fromEntries(filters) as Record<string, string>, language };
}

/** @throws Fault http.invalid-cursor for anything that is no place in a list */
function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [offset] = decodeCursor(cursor, 1);
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0)
    throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  return offset;
}

export async function sendList<Row>(
  list: DeclaredList<Row>,
  about: { name: string; title: Words; digest: string },
  request: FastifyRequest<{ Body: ExportBody }>,
  reply: FastifyReply,
  unasked: Readonly<Record<string, string>> = {},
): Promise<FastifyReply> {
  const { format, columns, ...body } = request.body;
  const chosen = { format, ...(columns ? { columns } : {}) };
  const choice = choiceOf({ ...unasked, ...body }, request.language);
  return sendFile(reply, await exportList(list, choice, chosen, about, request.context));
}
