import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Granting } from '../grants.ts';
import * as wire from '../schema.ts';
import { decideClosing, proposeClosing } from './close-resource.ts';
import { closingActs } from './closing.ts';
import { closingOnWire, listActs } from './list-acts.ts';

const base = '/api/v1/grants';
const tags = ['grants'];

/** The acts of use and closing of a resource over HTTP. */
export function closingRoutes(app: FastifyInstance, granting: Granting): void {
  app.get<{ Querystring: Static<typeof wire.formQuery> }>(
    `${base}/acts`,
    {
      schema: {
        tags,
        summary: 'What was granted of a resource, and whether it is closed to grants; newest first',
        querystring: wire.formQuery,
        response: { 200: wire.acts },
      },
    },
    ({ context, query }) => listActs(granting, context, query.resource),
  );
  app.post<{ Body: Static<typeof wire.closingBody> }>(
    `${base}/closings`,
    {
      schema: {
        tags,
        summary: 'Ask to close a resource to grants from a day on; a second person decides',
        body: wire.closingBody,
        response: { 201: wire.closing },
      },
    },
    async ({ context, body: { closesAt, ...asked } }, reply) => {
      const row = await proposeClosing(granting, context, { ...asked, closesAt: new Date(closesAt) });
      return reply.code(201).send(closingOnWire(row));
    },
  );
  for (const act of closingActs)
    if (act !== 'propose')
      app.post<{ Params: Static<typeof wire.formQuery>; Body: Static<typeof wire.closingActBody> }>(
        `${base}/closings/:resource/${act}`,
        {
          schema: {
            tags,
            summary: `${act} it, saying why`,
            params: wire.formQuery,
            body: wire.closingActBody,
            response: { 200: wire.closing },
          },
        },
        async ({ context, params, body }) =>
          closingOnWire(await decideClosing(granting, context, { ...params, ...body, act })),
      );
}
