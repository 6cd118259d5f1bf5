import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { idempotencyHeaders } from '#infrastructure/http/index.ts';
import type { IdempotencyHeaders } from '#infrastructure/http/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { attachmentRoutes } from '../attachments/routes.ts';
import { describeOwn } from '../describe.ts';
import { correctionExport, correctionFile, exportQualityList } from '../export-lists.ts';
import { rowNumber } from '../quality.ts';
import type { Quality } from '../quality.ts';
import * as wire from '../schema.ts';
import { answerOnWire } from '../wire.ts';
import { acceptCorrection } from './accept-correction.ts';
import { refuseCorrection, takeCorrection, withdrawCorrection } from './act-on-correction.ts';
import type { OnCorrection } from './act-on-correction.ts';
import type { CorrectionAct } from './corrections.ts';
import { fileCorrection } from './file-correction.ts';
import { getCorrection } from './list-corrections.ts';
import type { CorrectionRow } from './sql.ts';

const tags = ['quality'];

/** Corrections, of officers and of citizens; each sees what concerns them. */
export function correctionRoutes(app: FastifyInstance, quality: Quality, base: string): void {
  app.get<{ Querystring: wire.CorrectionQuery }>(
    `${base}/corrections`,
    {
      schema: {
        tags,
        summary: 'Corrections that one filed, or that one’s branch has to answer; newest first',
        querystring: wire.correctionQuery,
        response: { 200: wire.correctionList },
      },
    },
    ({ context, query }) => correctionFile.read(quality, context, query),
  );
  app.post<{ Body: Static<typeof correctionExport> }>(
    `${base}/corrections/export`,
    { schema: { tags, summary: 'The same as a file', body: correctionExport } },
    async ({ context, body }, reply) =>
      sendFile(reply, await exportQualityList(quality, context, correctionFile, body)),
  );
  app.post<{ Body: Static<typeof wire.fileBody>; Headers: IdempotencyHeaders }>(
    `${base}/corrections`,
    {
      schema: {
        tags,
        summary: 'Say that a value of a record is wrong',
        body: wire.fileBody,
        headers: idempotencyHeaders,
        response: { 201: wire.correctionAnswer },
      },
    },
    async ({ context, body, headers }, reply) => {
      const row = await fileCorrection(quality, context, { ...body, key: headers['idempotency-key'] });
      return reply.code(201).send(await answerOnWire(quality, context, row));
    },
  );
  app.get(
    '/api/v1/me/records',
    {
      schema: {
        tags: ['own data'],
        summary: 'My records, so that I can say what is wrong in one',
        response: { 200: wire.ownRecords },
      },
    },
    ({ context }) => describeOwn(quality, context),
  );
  actRoutes(app, quality, base);
  attachmentRoutes(app, quality, base);
}

type Numbered = { Params: Static<typeof wire.correctionParams> };
type Use<Asked> = (quality: Quality, context: Context, on: Asked) => Promise<CorrectionRow>;

/** Each act has the same form: the version that was seen, and what is said to it. */
function actRoutes(app: FastifyInstance, quality: Quality, base: string): void {
  const one = { params: wire.correctionParams, response: { 200: wire.correctionAnswer } };
  app.get<Numbered>(
    `${base}/corrections/:number`,
    { schema: { tags, summary: 'A correction with everything that was done with it', ...one } },
    async ({ context, params }) =>
      answerOnWire(quality, context, await getCorrection(quality, context, rowNumber(params.number))),
  );
  const add = <Asked extends OnCorrection>(
    act: CorrectionAct,
    summary: string,
    body: typeof wire.actBody | typeof wire.refuseBody | typeof wire.acceptBody,
    use: Use<Asked>,
  ): void => {
    app.post<Numbered & { Body: Static<typeof wire.acceptBody> }>(
      `${base}/corrections/:number/${act}`,
      { schema: { tags, summary, body, ...one } },
      async ({ context, params, body: said }) => {
        const on = { ...said, number: rowNumber(params.number) } as unknown as Asked; // the body fits its schema
        return answerOnWire(quality, context, await use(quality, context, on));
      },
    );
  };
  add('take', 'Take it on; it is then a purpose for its record', wire.actBody, takeCorrection);
  add(
    'accept',
    'Put the record right, and tell who had received the value',
    wire.acceptBody,
    acceptCorrection,
  );
  add('refuse', 'Refuse it, saying why', wire.refuseBody, refuseCorrection);
  add('withdraw', 'Take it back', wire.actBody, withdrawCorrection);
}
