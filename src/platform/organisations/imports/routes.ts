import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { takeFiles } from '#infrastructure/http/index.ts';
import { sheetLimits } from '#infrastructure/sheets/index.ts';
import { exportRefusals } from '../export-organisations.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Organisations } from '../organisations.ts';

import * as shape from '../schema.ts';
import { openImport, receiveImport } from './bring-import.ts';
import { acceptImport, discardImport } from './decide-import.ts';
import { getImport, listChanges, listImports, listRefusals } from './list-imports.ts';

type ById = { Params: Static<typeof shape.ImportParams> };
type Paged = ById & { Querystring: shape.PageQuery };
const FormatBody = Type.Object({ format: Type.Enum(['csv', 'xlsx']) }, { additionalProperties: false });

const tags = ['organisations'];
const params = shape.ImportParams;

/** Bringing a file: opened, received, checked by some process, looked at, accepted or discarded. */
export function importRoutes(app: FastifyInstance, organisations: Organisations, base: string): void {
  const path = `${base}/imports`;
  bringRoutes(app, organisations, path);
  const paged = { tags, params, querystring: shape.PageQuery };
  app.get<{ Querystring: shape.PageQuery }>(
    path,
    { schema: { summary: 'Imports, newest first', tags, querystring: shape.PageQuery, response: { 200: shape.pageOf(shape.ImportItem) } } }, // prettier-ignore
    (request) => listImports(organisations, request.context, request.query),
  );
  app.get<ById>(
    `${path}/:id`,
    {
      schema: { summary: 'One import and how far it is', tags, params, response: { 200: shape.ImportItem } },
    },
    async (request) => getImport(organisations, request.context, request.params.id),
  );
  app.get<Paged>(
    `${path}/:id/changes`,
    { schema: { ...paged, summary: 'What it would do', response: { 200: shape.pageOf(shape.StagedItem) } } },
    async (request) => listChanges(organisations, request.context, request.params.id, request.query),
  );
  app.get<Paged>(
    `${path}/:id/refusals`,
    { schema: { ...paged, summary: 'Refused rows', response: { 200: shape.pageOf(shape.RefusalItem) } } },
    async (request) => listRefusals(organisations, request.context, request.params.id, request.query),
  );
  app.post<ById & { Body: Static<typeof FormatBody> }>(
    `${path}/:id/refusals/export`,
    { schema: { summary: 'Refused rows as a file', tags, params, body: FormatBody } },
    async (request, reply) =>
      sendFile(
        reply,
        await exportRefusals(organisations, request.context, request.params.id, request.body.format),
      ),
  );
  app.post<ById & { Body: Static<typeof shape.AcceptBody> }>(
    `${path}/:id/accept`,
    { schema: { summary: 'Let it take effect', tags, params, body: shape.AcceptBody, response: { 200: shape.ImportItem } } }, // prettier-ignore
    async ({ context, params: { id }, body }) => {
      await acceptImport(organisations, context, id, body);
      return getImport(organisations, context, id);
    },
  );
  app.post<ById>(
    `${path}/:id/discard`,
    { schema: { summary: 'Throw it away', tags, params, response: { 200: shape.ImportItem } } },
    async ({ context, params: { id } }) => {
      await discardImport(organisations, context, id);
      return getImport(organisations, context, id);
    },
  );
}

/** The file itself comes as bytes, in a scope of its own: no other route takes such a body. */
function bringRoutes(app: FastifyInstance, organisations: Organisations, path: string): void {
  app.post<{ Body: Static<typeof shape.ImportBody> }>(
    path,
    { schema: { summary: 'Say that a file will come', tags, body: shape.ImportBody, response: { 201: Type.Object({ id: Type.String() }) } } }, // prettier-ignore
    async (request, reply) =>
      reply.code(201).send(await openImport(organisations, request.context, request.body)),
  );
  void app.register(async (scope) => {
    takeFiles(scope, 'stream');
    scope.put<ById & { Body: Readable }>(
      `${path}/:id/content`,
      { schema: { summary: 'The file', tags, params, response: { 200: shape.ImportItem } }, bodyLimit: sheetLimits.maxBytes }, // prettier-ignore
      async ({ context, params: { id }, body }) => {
        await receiveImport(organisations, context, id, body);
        return getImport(organisations, context, id);
      },
    );
  });
}
