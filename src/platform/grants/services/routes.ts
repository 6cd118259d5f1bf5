import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { serveList } from '#security/ledger/index.ts';
import type { Door } from '#platform/records/index.ts';
import type { Granting } from '../grants.ts';
import { moveService, publishService } from './publish-service.ts';
import { listServices, serviceListing } from './list-services.ts';
import { exportService, getService, runService } from './run-service.ts';
import { serviceOnWire } from '../wire.ts';
import * as wire from '../schema.ts';
import { serviceMoves } from './service.ts';

const base = '/api/v1/services';
const tags = ['services'];

type Named = { Params: Static<typeof wire.nameParams> };

/** Saved services over HTTP: published by their owner, run through the door by whom they were published to. */
export function serviceRoutes(app: FastifyInstance, granting: Granting & { readonly door: Door }): void {
  const params = wire.nameParams;
  serveList(app, {
    path: base,
    title: { zh: '查询服务', en: 'Services' },
    listing: serviceListing,
    list: (context) => listServices(granting, context),
    resource: 'service',
    tags,
  });
  app.get<Named>(
    `${base}/:name`,
    { schema: { tags, summary: 'What a service asks and answers', params, response: { 200: wire.service } } },
    async ({ context, params }) =>
      serviceOnWire(granting, context, await getService(granting, context, params.name)),
  );
  app.post<{ Body: Static<typeof wire.publishBody> }>(
    base,
    {
      schema: {
        tags,
        summary: 'Publish a service, or its next version',
        body: wire.publishBody,
        response: { 201: wire.service },
      },
    },
    async ({ context, body }, reply) =>
      reply.code(201).send(serviceOnWire(granting, context, await publishService(granting, context, body))),
  );
  app.post<Named & { Body: Static<typeof wire.runBody> }>(
    `${base}/:name`,
    {
      schema: {
        tags,
        summary: 'Run it for a purpose; the answer is that of a search, and so is the ledger entry',
        params,
        body: wire.runBody,
        response: { 200: wire.runAnswer },
      },
    },
    async (request) => {
      const { by, purpose } = request.body;
      const run = { name: request.params.name, by, purpose: purpose ?? null };
      const { next: _alwaysNull, ...answer } = await runService(granting, request.context, run);
      return answer;
    },
  );
  app.post<Named & { Body: Static<typeof wire.runExportBody> }>(
    `${base}/:name/export`,
    { schema: { tags, summary: 'The same as a file, within the budgets', params, body: wire.runExportBody } },
    async (request, reply) => {
      const { by, purpose, format } = request.body;
      const run = { name: request.params.name, by, purpose: purpose ?? null, format };
      const { answer, file } = await exportService(granting, request.context, run);
      return sendFile(reply.header('minqiao-receipt', answer.receipt), file);
    },
  );
  moveRoutes(app, granting);
}

/** What its owner does with a published version, saying why. */
function moveRoutes(app: FastifyInstance, granting: Granting): void {
  const params = wire.nameParams;
  for (const move of serviceMoves)
    app.post<Named & { Body: Static<typeof wire.moveBody> }>(
      `${base}/:name/${move}`,
      {
        schema: {
          tags,
          summary: `${move} it, saying why`,
          params,
          body: wire.moveBody,
          response: { 200: wire.service },
        },
      },
      async (request) => {
        const on = { ...request.params, ...request.body };
        return serviceOnWire(
          granting,
          request.context,
          await moveService(granting, request.context, move, on),
        );
      },
    );
}
