import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { takeFiles } from '#infrastructure/http/index.ts';
import type { Registry } from '../registry.ts';
import { problem, tableAnswer, tableQuery } from '../schema.ts';
import { readTable } from './read-table.ts';

const maxTableBytes = 16 * 1024 * 1024; // some 40,000 rows of elements

/** A table is read and examined; whoever brought it makes proposals of it, or does not. */
export function tableRoutes(app: FastifyInstance, registry: Registry, base: string): void {
  // In a scope of its own: no other route takes such a body.
  void app.register(async (scope) => {
    takeFiles(scope, 'buffer');
    scope.post<{ Querystring: Static<typeof tableQuery>; Body: Buffer }>(
      `${base}/tables`,
      {
        schema: {
          summary: 'What a table of elements or codes (CSV or Excel) would change; nothing is stored',
          tags: ['registry'],
          querystring: tableQuery,
          body: Type.Unknown({ description: 'the file as it is, CSV or Excel' }),
          response: { 200: tableAnswer, '4xx': problem },
        },
        bodyLimit: maxTableBytes,
      },
      ({ context, query, body }) => readTable(registry, context, { ...query, content: body }),
    );
  });
}
