import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { rowNumber } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import { numberParams, problem } from '../schema.ts';
import { askRehearsal, getMigrations } from './get-migrations.ts';
import { migrationsAnswer } from './schema.ts';

type Numbered = { Params: Static<typeof numberParams> };

/** What becomes of stored records, beside a proposal. Counts and record ids, no values. */
export function migrationRoutes(app: FastifyInstance, registry: Registry, base: string): void {
  const answers = { tags: ['registry'], response: { 200: migrationsAnswer, '4xx': problem } };
  app.get<Numbered>(
    `${base}/proposals/:number/migrations`,
    {
      schema: {
        summary: 'Stored records that a proposal touches: steps that are needed, rehearsal, progress',
        params: numberParams,
        ...answers,
      },
    },
    ({ context, params }) => getMigrations(registry, context, rowNumber(params.number)),
  );
  app.post<Numbered>(
    `${base}/proposals/:number/rehearsals`,
    {
      schema: {
        summary:
          'Have the migration plans held against the stored records, in the background; nothing is changed',
        params: numberParams,
        ...answers,
      },
    },
    ({ context, params }) => askRehearsal(registry, context, rowNumber(params.number)),
  );
}
