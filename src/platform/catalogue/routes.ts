import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { addressOf } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { defaultPage, listSchemas, maxPage, pageOfRows } from '#infrastructure/lists/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { exportRows } from '#security/ledger/index.ts';
import type { Exported, Listed } from '#security/ledger/index.ts';
import { elementsWith, named, relatedBy, usesOf } from './declared.ts';
import { describeResource } from './describe-resource.ts';
import { documentRoutes } from './documents.ts';
import { fault } from './errors.ts';
import {
  codeListListing,
  codeValueListing,
  elementListing,
  numberRuleListing,
  objectClassListing,
  qualifierListing,
  resourceListing,
} from './listings.ts';
import type { Catalogue } from './catalogue.ts';
import type { CataloguedResource, Snapshot } from './snapshot.ts';
import { openLists } from './open-lists.ts';
import type { DeclaredLists } from './open-lists.ts';
import { overviewOf } from './overview.ts';
import { findQuality } from './resource-quality.ts';
import { findState } from './resource-state.ts';
import { nameParams } from './params.ts';
import { regulationRoutes } from './regulations/routes.ts';
import { addList, base, digestNote } from './add-list.ts';

type ByName = { Params: Static<typeof nameParams> };

/** What the node declares, for pages and for whoever builds on the API. No personal data, so no purpose. */
export function routes(
  app: FastifyInstance,
  { catalogue, config }: { readonly catalogue: Catalogue; readonly config: Config },
): void {
  const lists = catalogue.derive(openLists);
  const overview = catalogue.derive(overviewOf);
  app.get(`${base}/overview`, { schema: { summary: 'What is declared, in numbers' } }, async () =>
    overview(),
  );
  plainLists(app, catalogue, lists);
  resourceRoutes(app, catalogue, lists);
  elementRoutes(app, catalogue, lists);
  objectClassRoutes(app, lists);
  codeListRoutes(app, catalogue, lists);
  regulationRoutes(app, catalogue);
  documentRoutes(app, catalogue, { ...config, address: addressOf(config) });
}

/** How each resource stands, as it was last counted and examined. */
export function stateRoutes(
  app: FastifyInstance,
  { catalogue, app: database }: { readonly catalogue: Catalogue; readonly app: Database },
): void {
  app.get<ByName>(
    `${base}/resources/:name/state`,
    {
      schema: {
        summary: 'Volume, freshness, use and quality of a resource, in aggregate',
        params: nameParams,
      },
    },
    async (request) => {
      const { declaration } = getResource(catalogue, request.params.name);
      const [counted, quality] = await Promise.all([
        findState(database, declaration, catalogue.pack, request.context.at),
        findQuality(database, declaration.name),
      ]);
      return { counted, quality };
    },
  );
}

/** Each kind of declaration, as a list and as a file. */
function plainLists(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  const few = { defaultLimit: maxPage }; // kinds with few rows, which forms ask for as a whole
  addList(app, catalogue, { path: 'resources', resource: 'resource', title: { zh: '信息资源目录', en: 'Information resources' }, listing: resourceListing, list: () => lists().resources, ...few }); // prettier-ignore
  addList(app, catalogue, { path: 'elements', resource: 'element', title: { zh: '数据元', en: 'Data elements' }, listing: elementListing, list: () => lists().elements }); // prettier-ignore
  addList(app, catalogue, { path: 'object-classes', resource: 'object-class', title: { zh: '对象类', en: 'Object classes' }, listing: objectClassListing, list: () => lists().objectClasses }); // prettier-ignore
  addList(app, catalogue, { path: 'code-lists', resource: 'code-list', title: { zh: '代码集', en: 'Code lists' }, listing: codeListListing, list: () => lists().codeLists }); // prettier-ignore
  addList(app, catalogue, { path: 'qualifiers', resource: 'qualifier', title: { zh: '限定词', en: 'Qualifiers' }, listing: qualifierListing, list: () => lists().qualifiers, ...few }); // prettier-ignore
  addList(app, catalogue, { path: 'number-rules', resource: 'number-rule', title: { zh: '编号规则', en: 'Number rules' }, listing: numberRuleListing, list: () => lists().numberRules, ...few }); // prettier-ignore
}

function resourceRoutes(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  app.get<ByName>(
    `${base}/resources/:name`,
    { schema: { summary: 'A resource with the plans that follow from it', params: nameParams } },
    async (request) => {
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
    },
  );
  app.get<ByName>(
    `${base}/resources/:name/description`,
    { schema: { summary: 'A resource as people read it', params: nameParams } },
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
  app.get<ByName>(
    `${base}/elements/:name`,
    { schema: { summary: 'A data element and where it is used', params: nameParams } },
    async (request) => {
      const { name } = request.params;
      const { pack } = catalogue;
      const element = lists().elementsByName.get(name);
      if (!element) throw fault('unknown-element', { name: name.slice(0, 40) });
      const { codes, numberRule } = element.domain;
      const codeList = pack.codeLists.get(codes ?? '');
      const relatedTo = new Set(Object.values(element.relations).flat() as string[]);
      const rule = pack.numberRules.get(numberRule ?? '');
      return {
        element,
        usedBy: usesOf(pack, (one) => one.name === name),
        codeList: codeList ? { ...named(codeList), values: codeList.values.length } : null,
        numberRule: rule ? named(rule) : null,
        objectClass: lists().objects.titled(element.object.zh),
        related: elementsWith(pack, (one) => relatedTo.has(one.name)),
        relatedBy: relatedBy(pack, name),
      };
    },
  );
}

function objectClassRoutes(app: FastifyInstance, lists: () => DeclaredLists): void {
  app.get(
    `${base}/object-tree`,
    { schema: { summary: 'The tree of object classes' } },
    async () => lists().objects.tree,
  );
  app.get<ByName>(
    `${base}/object-classes/:name`,
    { schema: { summary: 'An object class with its elements', params: nameParams } },
    async (request) => lists().objects.describe(request.params.name),
  );
}

function codeListRoutes(app: FastifyInstance, catalogue: Catalogue, lists: () => DeclaredLists): void {
  const { query, exportBody } = listSchemas(codeValueListing);
  app.get<ByName & Listed>(
    `${base}/code-lists/:name`,
    { schema: { summary: 'A code list with its values', params: nameParams, querystring: query } },
    async (request) => {
      const { pack } = catalogue;
      const list = getCodeList(catalogue, request.params.name);
      const { values: _values, ...about } = list;
      return {
        list: about,
        elements: elementsWith(pack, ({ domain }) => domain.codes === list.name),
        usedBy: usesOf(pack, ({ domain }) => domain.codes === list.name),
        ...pageOfRows(lists().valuesOf(list), { limit: defaultPage, ...request.query }, request.language),
      };
    },
  );
  app.post<ByName & Exported>(
    `${base}/code-lists/:name/export`,
    { schema: { summary: 'Values of a code list as a file', params: nameParams, body: exportBody } },
    async (request, reply) => {
      const list = getCodeList(catalogue, request.params.name);
      const { name, title } = list;
      const about = { name, title, resource: 'code-value', note: digestNote(catalogue) };
      return sendFile(reply, await exportRows(() => lists().valuesOf(list), about, request));
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
