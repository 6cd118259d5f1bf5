import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { takeFiles } from '#infrastructure/http/index.ts';
import { sheetLimits } from '#infrastructure/sheets/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Organisations } from '../organisations.ts';

import * as shape from '../schema.ts';
import {
  changeExport,
  changeFile,
  exportImportList,
  importExport,
  importFile,
  refusalExport,
  refusalFile,
} from './export-imports.ts';
import { openImport, receiveImport } from './bring-import.ts';
import { acceptImport, discardImport } from './decide-import.ts';
import { getImport, listChanges, listImports, listRefusals } from './list-imports.ts';

type ById = { Params: Static<typeof shape.ImportParams> };

const tags = ['organisations'];
const params = shape.ImportParams;

/** Bringing a file: opened, received, checked by some process, looked at, accepted or discarded. */
export function importRoutes(app: FastifyInstance, organisations: Organisations, base: string): void {
  const path = `${base}/imports`;
  bringRoutes(app, organisations, path);
  listRoutes(app, organisations, path);
  app.get<ById>(
    `${path}/:id`,
    {
      schema: { summary: 'One import and how far it is', tags, params, response: { 200: shape.ImportItem } },
    },
    async (request) => getImport(organisations, request.context, request.params.id),
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

/** Imports, and the changes and refused rows of one: each as a list and as a file. */
function listRoutes(app: FastifyInstance, organisations: Organisations, path: string): void {
  const list = (summary: string, querystring: unknown, item: Parameters<typeof shape.pageOf>[0]) => ({
    schema: { summary, tags, querystring, response: { 200: shape.pageOf(item) } },
  });
  const file = (summary: string, body: unknown) => ({
    schema: { summary: `${summary}, as a file`, tags, body },
  });
  const of = <Schema extends { schema: object }>({ schema }: Schema) => ({ schema: { ...schema, params } });
  app.get<{ Querystring: shape.ImportQuery }>(
    path,
    list('Imports', shape.ImportQuery, shape.ImportItem),
    ({ context, query }) => listImports(organisations, context, query),
  );
  app.post<{ Body: Static<typeof importExport> }>(
    `${path}/export`,
    file('Imports', importExport),
    async ({ context, body }, reply) =>
      sendFile(reply, await exportImportList(organisations, context, importFile, body)),
  );
  app.get<ById & { Querystring: shape.ChangeQuery }>(
    `${path}/:id/changes`,
    of(list('What it would do', shape.ChangeQuery, shape.StagedItem)),
    ({ context, params: { id }, query }) => listChanges(organisations, context, id, query),
  );
  app.post<ById & { Body: Static<typeof changeExport> }>(
    `${path}/:id/changes/export`,
    of(file('What it would do', changeExport)),
    async ({ context, params: { id }, body }, reply) =>
      sendFile(reply, await exportImportList(organisations, context, changeFile, body, id)),
  );
  app.get<ById & { Querystring: shape.RefusalQuery }>(
    `${path}/:id/refusals`,
    of(list('Refused rows', shape.RefusalQuery, shape.RefusalItem)),
    ({ context, params: { id }, query }) => listRefusals(organisations, context, id, query),
  );
  app.post<ById & { Body: Static<typeof refusalExport> }>(
    `${path}/:id/refusals/export`,
    of(file('Refused rows', refusalExport)),
    async ({ context, params: { id }, body }, reply) =>
      sendFile(reply, await exportImportList(organisations, context, refusalFile, body, id)),
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
