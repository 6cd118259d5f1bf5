import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '#infrastructure/http/index.ts';
import { fault } from './errors.ts';
import { findCodeLists, findCodeValues, findElements, usesOf } from './list-declared.ts';
import type { Page, PageRequest } from './list-declared.ts';
import type { Catalogue, CataloguedResource } from './load-packs.ts';
import { codeValuesQuery, listQuery, nameParams } from './schema.ts';

type Named = { Params: Static<typeof nameParams> };
type Listed = { Querystring: Static<typeof listQuery> };

const base = '/api/v1/catalogue';
const defaultLimit = 20;

/** What the node declares, for pages and for whoever builds on the API. No personal data, so no purpose. */
export function routes(app: FastifyInstance, { catalogue }: { readonly catalogue: Catalogue }): void {
  resourceRoutes(app, catalogue);
  elementRoutes(app, catalogue);
  codeListRoutes(app, catalogue);
}

function resourceRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  app.get(`${base}/resources`, async () => ({
    items: [...catalogue.resources.values()].map(({ declaration }) => {
      const { name, title, summary, owner, source, cycle, classification, sharing, category } = declaration;
      const fields = declaration.fields.length;
      return {
        name,
        title,
        summary,
        owner,
        source,
        cycle,
        classification,
        sharing: sharing.type,
        category,
        fields,
        personal: declaration.subject !== null,
      };
    }),
  }));
  app.get<Named>(`${base}/resources/:name`, { schema: { params: nameParams } }, async (request) => {
    const found = getResource(catalogue, request.params.name);
    const { form, list, search, card, table, validator } = found.plansOn(request.context.at);
    const plans = { form, list, search, card };
    return {
      declaration: found.declaration,
      plans,
      table,
      jsonSchema: validator.schema,
      codeLists: shortLists(catalogue, found),
    };
  });
}

const maxListInline = 200; // values of a list that travels with its resource; a longer one is asked for by search

function shortLists(catalogue: Catalogue, { declaration }: CataloguedResource): Record<string, unknown> {
  const names = declaration.fields.flatMap(
    (field) => catalogue.pack.elements.get(field.element ?? '')?.domain.codes ?? [],
  );
  const lists = [...new Set(names)].flatMap((name) => catalogue.pack.codeLists.get(name) ?? []);
  const short = lists.filter((list) => list.values.length <= maxListInline);
  return Object.fromEntries(short.map((list) => [list.name, list.values]));
}

function elementRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  app.get<Listed>(`${base}/elements`, { schema: { querystring: listQuery } }, async (request) =>
    withCursor(findElements(catalogue, pageOf(request.query))),
  );
  app.get<Named>(`${base}/elements/:name`, { schema: { params: nameParams } }, async (request) => {
    const { name } = request.params;
    const element = catalogue.pack.elements.get(name);
    if (!element) throw fault('unknown-element', { name: name.slice(0, 40) });
    return { element, usedBy: usesOf(catalogue, (one) => one.name === name) };
  });
  app.get(`${base}/qualifiers`, async () => ({ items: [...catalogue.pack.qualifiers.values()] }));
}

function codeListRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  app.get<Listed>(`${base}/code-lists`, { schema: { querystring: listQuery } }, async (request) =>
    withCursor(findCodeLists(catalogue, pageOf(request.query))),
  );
  app.get<Named & { Querystring: Static<typeof codeValuesQuery> }>(
    `${base}/code-lists/:name`,
    { schema: { params: nameParams, querystring: codeValuesQuery } },
    async (request) => {
      const { name } = request.params;
      const list = catalogue.pack.codeLists.get(name);
      if (!list) throw fault('unknown-code-list', { name: name.slice(0, 40) });
      const { at } = request.query;
      const values = findCodeValues(list, {
        ...pageOf(request.query),
        at: at === undefined ? undefined : new Date(at),
      });
      const { values: _all, ...about } = list;
      return {
        list: about,
        usedBy: usesOf(catalogue, (one) => one.domain.codes === name),
        ...withCursor(values),
      };
    },
  );
}

function getResource(catalogue: Catalogue, name: string): CataloguedResource {
  const found = catalogue.resources.get(name);
  if (!found) throw fault('unknown-resource', { name: name.slice(0, 40) });
  return found;
}

function pageOf(query: { q?: string; limit?: number; cursor?: string }): PageRequest {
  const [offset] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, 1);
  return {
    q: query.q,
    limit: query.limit ?? defaultLimit,
    offset: Number.isSafeInteger(offset) ? Number(offset) : 0,
  };
}

function withCursor<T>({ items, nextCursor, total }: Page<T>): Page<T> {
  return { items, nextCursor: nextCursor === null ? null : encodeCursor([Number(nextCursor)]), total };
}
