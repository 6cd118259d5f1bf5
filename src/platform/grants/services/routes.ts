import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Context } from '#security/context/index.ts';
import { fieldsMigratedSince } from '#platform/catalogue/index.ts';
import type { Door } from '#platform/records/index.ts';
import { decides } from '../grants.ts';
import type { Granting } from '../grants.ts';
import { movesFrom, moveService, publishService } from './publish-service.ts';
import { getService, listServices, runService } from './run-service.ts';
import * as wire from '../schema.ts';
import { serviceMoves } from './service.ts';
import type { Service } from './service.ts';

const base = '/api/v1/services';
const tags = ['services'];

type Named = { Params: Static<typeof wire.nameParams> };

/** Saved services over HTTP: published by their owner, run through the door by whom they were published to. */
export function serviceRoutes(app: FastifyInstance, granting: Granting & { readonly door: Door }): void {
  const params = wire.nameParams;
  app.get(
    base,
    { schema: { tags, summary: 'The services that one may run, or whose owner one is', response: { 200: wire.serviceList } } }, // prettier-ignore
    async ({ context }) => {
      const rows = await listServices(granting, context);
      return { items: rows.map((row) => onWire(granting, context, row)) };
    },
  );
  app.get<Named>(
    `${base}/:name`,
    { schema: { tags, summary: 'What a service asks and answers', params, response: { 200: wire.service } } },
    async ({ context, params }) =>
      onWire(granting, context, await getService(granting, context, params.name)),
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
      reply.code(201).send(onWire(granting, context, await publishService(granting, context, body))),
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
        return onWire(granting, request.context, await moveService(granting, request.context, move, on));
      },
    );
}

function onWire(granting: Granting, context: Context, row: Service): wire.ServiceWire {
  const { title, search, fields, purposeKinds, changedAt, byName, ...rest } = row;
  const lists = { search: [...search], fields: [...fields], purposeKinds: [...purposeKinds] };
  const may = decides(granting, context, row) ? movesFrom(row.state) : [];
  return {
    ...rest,
    ...lists,
    may: [...may],
    fieldsReview:
      row.state === 'ended'
        ? []
        : fieldsMigratedSince(granting.catalogue, row.resource, [...search, ...fields], changedAt),
    title: { ...title },
    changedAt: changedAt.toISOString(),
    by: byName,
  };
}
