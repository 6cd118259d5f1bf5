import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { dayInChina } from '#standards/declarations/index.ts';
import { abolishOrganisation, splitOrganisation } from './abolish-organisation.ts';
import { establishOrganisation } from './establish-organisation.ts';
import { exportChildren, exportOrganisations } from './export-organisations.ts';
import { getOrganisation } from './get-organisation.ts';
import { importRoutes } from './imports/routes.ts';
import { mergeOrganisation } from './merge-organisation.ts';
import { moveOrganisation } from './move-organisation.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Organisations } from './organisations.ts';
import { renameOrganisation } from './rename-organisation.ts';

import * as shape from './schema.ts';
import { listChildren, searchOrganisations } from './search-organisations.ts';

type ByCode = { Params: Static<typeof shape.CodeParams> };

const base = '/api/v1/organisations';
const tags = ['organisations'];

/** The registry of organisation codes: reading is everybody's who is signed in, changing the standards officers'. */
export function routes(app: FastifyInstance, organisations: Organisations): void {
  readingRoutes(app, organisations);
  changeRoutes(app, organisations);
  endingRoutes(app, organisations);
  importRoutes(app, organisations, base);
}

function readingRoutes(app: FastifyInstance, organisations: Organisations): void {
  app.get<{ Querystring: shape.SearchQuery }>(
    base,
    {
      schema: {
        summary: 'Organisations by code, name, pinyin initials or English words',
        tags,
        querystring: shape.SearchQuery,
        response: { 200: shape.pageOf(shape.OrganisationItem) },
      },
    },
    (request) => searchOrganisations(organisations, request.query),
  );
  app.get<{ Querystring: shape.ChildrenQuery }>(
    `${base}/children`,
    {
      schema: {
        summary: 'The tree, one level at a time, as of a day',
        tags,
        querystring: shape.ChildrenQuery,
      },
    },
    async (request) => {
      const { on = dayInChina(request.context.at), ...asked } = request.query;
      return listChildren(organisations, { ...asked, on });
    },
  );
  app.post<{ Body: shape.ExportBody }>(
    `${base}/export`,
    { schema: { summary: 'What fits, as a file', tags, body: shape.ExportBody } },
    async (request, reply) =>
      sendFile(reply, await exportOrganisations(organisations, request.context, request.body)),
  );
  app.post<{ Body: Static<typeof shape.ChildrenExport> }>(
    `${base}/children/export`,
    { schema: { summary: 'What stands below one, as a file', tags, body: shape.ChildrenExport } },
    async (request, reply) =>
      sendFile(reply, await exportChildren(organisations, request.context, request.body)),
  );
  app.get<ByCode>(
    `${base}/:code`,
    {
      schema: {
        summary: 'One organisation with its history',
        tags,
        params: shape.CodeParams,
        response: { 200: shape.OrganisationDetail },
      },
    },
    async (request) => getOrganisation(organisations, request.params.code),
  );
}

function changeRoutes(app: FastifyInstance, organisations: Organisations): void {
  app.post<{ Body: Static<typeof shape.EstablishBody> }>(
    base,
    {
      schema: {
        summary: 'Give a code to a new organisation',
        tags,
        body: shape.EstablishBody,
        response: { 201: shape.Changed },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await establishOrganisation(organisations, request.context, request.body)),
  );
  app.post<ByCode & { Body: Static<typeof shape.RenameBody> }>(
    `${base}/:code/rename`,
    { schema: schemaOf('Another name', shape.RenameBody) },
    async ({ context, params, body }) => renameOrganisation(organisations, context, { ...params, ...body }),
  );
  app.post<ByCode & { Body: Static<typeof shape.MoveBody> }>(
    `${base}/:code/move`,
    { schema: schemaOf('Another parent', shape.MoveBody) },
    async ({ context, params, body }) => moveOrganisation(organisations, context, { ...params, ...body }),
  );
}

function endingRoutes(app: FastifyInstance, organisations: Organisations): void {
  app.post<ByCode & { Body: Static<typeof shape.MergeBody> }>(
    `${base}/:code/merge`,
    { schema: schemaOf('Merge it into another', shape.MergeBody) },
    async ({ context, params, body }) => mergeOrganisation(organisations, context, { ...params, ...body }),
  );
  app.post<ByCode & { Body: Static<typeof shape.SplitBody> }>(
    `${base}/:code/split`,
    { schema: schemaOf('Split it into others', shape.SplitBody) },
    async ({ context, params, body }) => splitOrganisation(organisations, context, { ...params, ...body }),
  );
  app.post<ByCode & { Body: Static<typeof shape.AbolishBody> }>(
    `${base}/:code/abolish`,
    { schema: schemaOf('End its code for good', shape.AbolishBody) },
    async ({ context, params, body }) => abolishOrganisation(organisations, context, { ...params, ...body }),
  );
}

function schemaOf<Body>(summary: string, body: Body) {
  return { summary, tags, params: shape.CodeParams, body, response: { 200: shape.Changed } };
}
