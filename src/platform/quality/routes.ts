import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { describeForm, describeQuality } from './describe.ts';
import { decideFindings, takeFinding } from './findings/decide-findings.ts';
import { exportQualityList, findingExport, findingFile, noticeExport, noticeFile } from './export-lists.ts';
import { getFinding } from './findings/list-findings.ts';
import { acknowledgeNotice } from './notices/read-notices.ts';
import { rowNumber } from './quality.ts';
import type { Quality } from './quality.ts';
import { listRuns } from './runs/list-runs.ts';
import { startRun } from './runs/schedule-runs.ts';
import * as wire from './schema.ts';
import { findingOnWire, noticeOnWire, runOnWire } from './wire.ts';

const base = '/api/v1/quality';
const tags = ['quality'];

/** Findings, examinations, corrections and notices over HTTP. */
export function routes(app: FastifyInstance, quality: Quality): void {
  app.get(
    `${base}/overview`,
    {
      schema: {
        tags,
        summary: 'What one’s branch answers for, and its rules',
        response: { 200: wire.overview },
      },
    },
    ({ context }) => describeQuality(quality, context),
  );
  app.get<{ Querystring: Static<typeof wire.formQuery> }>(
    `${base}/form`,
    {
      schema: {
        tags,
        summary: 'What can be said to be wrong of a resource',
        querystring: wire.formQuery,
        response: { 200: wire.form },
      },
    },
    async ({ query }) => describeForm(quality, query.resource),
  );
  findingRoutes(app, quality);
  runRoutes(app, quality);
  correctionRoutes(app, quality, base);
  noticeRoutes(app, quality);
}

type Numbered = { Params: Static<typeof wire.findingParams> };

function findingRoutes(app: FastifyInstance, quality: Quality): void {
  app.get<{ Querystring: wire.FindingQuery }>(
    `${base}/findings`,
    {
      schema: {
        tags,
        summary: 'Records that break a rule, of one’s own branch',
        querystring: wire.findingQuery,
        response: { 200: wire.findingList },
      },
    },
    ({ context, query }) => findingFile.read(quality, context, query),
  );
  app.post<{ Body: Static<typeof findingExport> }>(
    `${base}/findings/export`,
    { schema: { tags, summary: 'What fits of the findings, as a file', body: findingExport } },
    async ({ context, body }, reply) =>
      sendFile(reply, await exportQualityList(quality, context, findingFile, body)),
  );
  app.post<{ Body: Static<typeof wire.decideBody> }>(
    `${base}/findings/decide`,
    {
      schema: {
        tags,
        summary: 'Mark findings as right as they are, or as open again, saying why; all of them or none',
        body: wire.decideBody,
        response: { 204: { type: 'null' } },
      },
    },
    async ({ context, body }, reply) => {
      await decideFindings(quality, context, { ...body, numbers: body.numbers.map(rowNumber) });
      return reply.code(204).send();
    },
  );
  findingByNumber(app, quality);
}

function findingByNumber(app: FastifyInstance, quality: Quality): void {
  const one = { params: wire.findingParams, response: { 200: wire.finding } };
  app.get<Numbered>(
    `${base}/findings/:number`,
    { schema: { tags, summary: 'One finding', ...one } },
    async ({ context, params }) =>
      findingOnWire(quality, context, await getFinding(quality, context, rowNumber(params.number))),
  );
  app.post<Numbered>(
    `${base}/findings/:number/take`,
    { schema: { tags, summary: 'Take a finding on; it is then a purpose for its record', ...one } },
    async ({ context, params }) => {
      await takeFinding(quality, context, rowNumber(params.number));
      return findingOnWire(quality, context, await getFinding(quality, context, rowNumber(params.number)));
    },
  );
}

function runRoutes(app: FastifyInstance, quality: Quality): void {
  app.get<{ Querystring: wire.RunQuery }>(
    `${base}/runs`,
    {
      schema: {
        tags,
        summary: 'Examinations of records, and how far they are; newest first',
        querystring: wire.runQuery,
        response: { 200: wire.runList },
      },
    },
    async ({ context, query }) => {
      const { items, nextCursor } = await listRuns(quality, context, query);
      return { items: items.map((row) => runOnWire(quality, row)), nextCursor };
    },
  );
  app.post<{ Body: Static<typeof wire.runBody> }>(
    `${base}/runs`,
    {
      schema: {
        tags,
        summary: 'Examine all records of a resource now',
        body: wire.runBody,
        response: { 202: wire.run },
      },
    },
    async ({ context, body }, reply) =>
      reply.code(202).send(runOnWire(quality, await startRun(quality, context, body.resource))),
  );
}

function noticeRoutes(app: FastifyInstance, quality: Quality): void {
  app.get<{ Querystring: wire.NoticeQuery }>(
    `${base}/notices`,
    {
      schema: {
        tags,
        summary: 'Values that one received and that were found wrong since',
        querystring: wire.noticeQuery,
        response: { 200: wire.noticeList },
      },
    },
    ({ context, query }) => noticeFile.read(quality, context, query),
  );
  app.post<{ Body: Static<typeof noticeExport> }>(
    `${base}/notices/export`,
    { schema: { tags, summary: 'The same as a file', body: noticeExport } },
    async ({ context, body }, reply) =>
      sendFile(reply, await exportQualityList(quality, context, noticeFile, body)),
  );
  app.post<{ Params: Static<typeof wire.correctionParams> }>(
    `${base}/notices/:number/acknowledge`,
    {
      schema: {
        tags,
        summary: 'Say that one knows',
        params: wire.correctionParams,
        response: { 200: wire.notice },
      },
    },
    async ({ context, params }) =>
      noticeOnWire(quality, await acknowledgeNotice(quality, context, rowNumber(params.number))),
  );
}
