import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { takeFiles } from '#infrastructure/http/index.ts';
import { rowNumber } from '../quality.ts';
import type { Quality } from '../quality.ts';
import * as wire from '../schema.ts';
import { answerOnWire } from '../wire.ts';
import { attachEvidence, mostAttachmentBytes } from './attach-evidence.ts';
import { viewAttachment } from './view-attachment.ts';

const tags = ['quality'];

/** Files as evidence: brought as they are, handed out to be saved, never shown in place. */
export function attachmentRoutes(app: FastifyInstance, quality: Quality, base: string): void {
  const path = `${base}/corrections/:number/attachments`;
  // In a scope of its own: no other route takes such a body.
  void app.register(async (scope) => {
    takeFiles(scope, 'buffer');
    scope.post<{ Params: Static<typeof wire.correctionParams>; Body: Buffer }>(
      path,
      {
        schema: {
          tags,
          summary: 'Add a file as evidence: PDF, PNG or JPEG, at most 5 MiB',
          params: wire.correctionParams,
          body: Type.Unknown({ description: 'the file as it is' }),
          response: { 201: wire.correctionAnswer },
        },
        bodyLimit: mostAttachmentBytes,
      },
      async ({ context, params, body }, reply) => {
        const row = await attachEvidence(quality, context, {
          number: rowNumber(params.number),
          content: body,
        });
        return reply.code(201).send(await answerOnWire(quality, context, row));
      },
    );
  });
  app.get<{ Params: Static<typeof wire.attachmentParams> }>(
    `${path}/:attachment`,
    {
      schema: {
        tags,
        summary: 'A file of evidence, to be saved; each view has its entry in the ledger',
        params: wire.attachmentParams,
      },
    },
    async ({ context, params }, reply) => {
      const on = { number: rowNumber(params.number), attachment: params.attachment };
      const { name, contentType, content } = await viewAttachment(quality, context, on);
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-content-type-options', 'nosniff')
        .send(content);
    },
  );
}
