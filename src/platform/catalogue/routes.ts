import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import { named, usesOf, elementsWith } from './declared.ts';
import { describeResource } from './describe-resource.ts';
import { fault } from './errors.ts';
import { exportList } from './export-list.ts';
import type { Choice, DeclaredList, Listing } from './listing.ts';
import {
  codeListListing,
  codeValueListing,
  elementListing,
  numberRuleListing,
  qualifierListing,
  regulationListing,
  resourceListing,
} from './listings.ts';
import type { Catalogue } from './catalogue.ts';
import type { CataloguedResource, Snapshot } from './snapshot.ts';
import { openLists } from './open-lists.ts';
import type { DeclaredLists } from './open-lists.ts';
import { overviewOf } from './overview.ts';
import { defaultPage, listSchemas, maxPage, nameParams } from './list-schemas.ts';
import type { ExportBody, ListQuery } from './list-schemas.ts';

type ByName = { Params: Static<typeof nameParams> };
type Listed = { Querystring: ListQuery };
type Exported = { Body: ExportBody };

const base = '/api/v1/catalogue';

/** What the node declares, for pages and for whoever builds on the API. No personal data, so no purpose. */
export function routes(app: FastifyInstance, { catalogue }: { readonly catalogue: Catalogue }): void {
  const lists = catalogue.derive(openLists);
  const overview = catalogue.derive(overviewOf);
  app.get(`${base}/overview`, async () => overview());
  plainLists(app, catalogue, lists);
  resourceRoutes(app, catalogue, lists);
  elementRoutes(app, catalogue, lists);
  codeListRoutes(app, catalogue, lists);
}

interface Listable<Row> {
  readonly path: string;
  readonly title: Words;
  readonly listing: Listing<Row>;
  /** The list as it is now. */
  readonly list: () => DeclaredList<Row>;
  readonly defaultLimit?: number;
}

/** Each kind of declaration, as a list and as a file. */
function plainLists(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  const few = { defaultLimit: maxPage }; // kinds with few rows, which forms ask for as a whole
  addList(app, catalogue, { path: 'resources', title: { zh: '信息资源目录', en: 'Information resources' }, listing: resourceListing, list: () => lists().resources, ...few }); // prettier-ignore
  addList(app, catalogue, { path: 'elements', title: { zh: '数据元', en: 'Data elements' }, listing: elementListing, list: () => lists().elements }); // prettier-ignore
  addList(app, catalogue, { path: 'code-lists', title: { zh: '代码集', en: 'Code lists' }, listing: codeListListing, list: () => lists().codeLists }); // prettier-ignore
  addList(app, catalogue, { path: 'qualifiers', title: { zh: '限定词', en: 'Qualifiers' }, listing: qualifierListing, list: () => lists().qualifiers, ...few }); // prettier-ignore
  addList(app, catalogue, { path: 'number-rules', title: { zh: '编号规则', en: 'Number rules' }, listing: numberRuleListing, list: () => lists().numberRules, ...few }); // prettier-ignore
  addList(app, catalogue, { path: 'regulations', title: { zh: '法律依据', en: 'Legal bases' }, listing: regulationListing, list: () => lists().regulations, ...few }); // prettier-ignore
}

function addList<Row>(app: FastifyInstance, catalogue: Catalogue, listable: Listable<Row>): void {
  const { path, title, listing, list, defaultLimit = defaultPage } = listable;
  const { query, exportBody } = listSchemas(listing);
  app.get<Listed>(`${base}/${path}`, { schema: { querystring: query } }, async (request) =>
    pageOf(list(), request.query, request.language, defaultLimit),
  );
  app.post<Exported>(`${base}/${path}/export`, { schema: { body: exportBody } }, (request, reply) =>
    sendList(list(), { name: path, title, digest: catalogue.digest }, request, reply),
  );
}

function resourceRoutes(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  app.get<ByName>(`${base}/resources/:name`, { schema: { params: nameParams } }, async (request) => {
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
  app.get<ByName>(
    `${base}/resources/:name/description`,
    { schema: { params: nameParams } },
    async (request) =>
      describeResource(
        catalogue.snapshot,
        lists().elementsByName,
        getResource(catalogue, request.params.name),
        request.context.at,
      ),
  );
}

const maxListInline = 200; // values of a list that travels with its resource; a longer one is asked for by search

function shortLists(catalogue: Snapshot, { declaration }: CataloguedResource): Record<string, unknown> {
  const names = declaration.fields.flatMap(
    (field) => catalogue.pack.elements.get(field.element ?? '')?.domain.codes ?? [],
  );
  const lists = [...new Set(names)].flatMap((name) => catalogue.pack.codeLists.get(name) ?? []);
  const short = lists.filter((list) => list.values.length <= maxListInline);
  return Object.fromEntries(short.map((list) => [list.name, list.values]));
}

function elementRoutes(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  app.get<ByName>(`${base}/elements/:name`, { schema: { params: nameParams } }, async (request) => {
    const { name } = request.params;
    const { pack } = catalogue;
    const element = lists().elementsByName.get(name);
    if (!element) throw fault('unknown-element', { name: name.slice(0, 40) });
    const { codes, numberRule } = element.domain;
    const codeList = pack.codeLists.get(codes ?? '');
    const rule = pack.numberRules.get(numberRule ?? '');
    return {
      element,
      usedBy: usesOf(pack, (one) => one.name === name),
      codeList: codeList ? { ...named(codeList), values: codeList.values.length } : null,
      numberRule: rule ? named(rule) : null,
    };
  });
}

function codeListRoutes(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  const { query, exportBody } = listSchemas(codeValueListing);
  app.get<ByName & Listed>(
    `${base}/code-lists/:name`,
    { schema: { params: nameParams, querystring: query } },
    async (request) => {
      const { pack } = catalogue;
      const list = getCodeList(catalogue, request.params.name);
      const { values: _values, ...about } = list;
      return {
        list: about,
        elements: elementsWith(pack, ({ domain }) => domain.codes === list.name),
        usedBy: usesOf(pack, ({ domain }) => domain.codes === list.name),
        ...pageOf(lists().valuesOf(list), request.query, request.language, defaultPage),
      };
    },
  );
  app.post<ByName & Exported>(
    `${base}/code-lists/:name/export`,
    { schema: { params: nameParams, body: exportBody } },
    (request, reply) => {
      const list = getCodeList(catalogue, request.params.name);
      const about = { name: list.name, title: list.title, digest: catalogue.digest };
      return sendList(lists().valuesOf(list), about, request, reply);
    },
  );
}

function getResource(catalogue: Snapshot, name: string): CataloguedResource {
  const found = catalogue.resources.get(name);
  if (!found) throw fault('unknown-resource', { name: name.slice(0, 40) });
  return found;
}

function getCodeList(catalogue: Snapshot, name: string) {
  const found = catalogue.pack.codeLists.get(name);
  if (!found) throw fault('unknown-code-list', { name: name.slice(0, 40) });
  return found;
}

function pageOf<Row>(
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

async function sendList<Row>(
  list: DeclaredList<Row>,
  about: { name: string; title: Words; digest: string },
  request: FastifyRequest<{ Body: ExportBody }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { format, columns, ...asked } = request.body;
  const chosen = { format, ...(columns ? { columns } : {}) };
  const file = await exportList(list, choiceOf(asked, request.language), chosen, about, request.context);
  return sendFile(reply, file);
}
