import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { idempotencyHeaders } from '#infrastructure/http/index.ts';
import type { IdempotencyHeaders } from '#infrastructure/http/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Door } from './door.ts';
import { fault } from './errors.ts';
import { exportFile } from './export-file.ts';
import type { Answer, Purpose } from './request.ts';
import {
  changeBody,
  correctBody,
  createBody,
  eraseBody,
  erasureRequestBody,
  exportBody,
  historyQuery,
  listBody,
  recordParams,
  resourceParams,
  searchBody,
  verifyBody,
} from './schema.ts';

type ResourceParams = { Params: Static<typeof resourceParams> };
type RecordParams = { Params: Static<typeof recordParams> };

const base = '/api/v1/resources/:resource';

/** The door over HTTP; the same routes for every declared resource (OpenAPI at /openapi.json). */
export function routes(app: FastifyInstance, { door }: { readonly door: Door }): void {
  readingRoutes(app, door);
  recordRoutes(app, door);
  writingRoutes(app, door);
}

function readingRoutes(app: FastifyInstance, door: Door): void {
  app.post<ResourceParams & { Body: Static<typeof searchBody> }>(
    `${base}/search`,
    { schema: { params: resourceParams, body: searchBody } },
    async (request) => {
      const { by, fields, purpose } = request.body;
      return publicAnswer(
        await door.read(request.context, {
          ...named(request),
          by,
          ...optional(fields),
          purpose: purpose ?? null,
        }),
      );
    },
  );
  app.post<ResourceParams & { Body: Static<typeof listBody> }>(
    `${base}/list`,
    { schema: { params: resourceParams, body: listBody } },
    async (request) => {
      const { by, fields, limit = 20, cursor = null, purpose } = request.body;
      const ask = {
        ...named(request),
        by,
        limit,
        after: cursor,
        ...optional(fields),
        purpose: purpose ?? null,
      };
      return publicAnswer(await door.list(request.context, ask));
    },
  );
  app.post<ResourceParams & { Body: Static<typeof verifyBody> }>(
    `${base}/verify`,
    { schema: { params: resourceParams, body: verifyBody } },
    async (request) => {
      const { claims, purpose } = request.body;
      return door.verify(request.context, { ...named(request), claims, purpose: purpose ?? null });
    },
  );
  app.post<ResourceParams & { Body: Static<typeof exportBody> }>(
    `${base}/export`,
    { schema: { params: resourceParams, body: exportBody } },
    async (request, reply) => {
      const { by, fields, format, purpose } = request.body;
      const { resource } = request.params;
      const ask = { resource, by, after: null, ...optional(fields), purpose: purpose ?? null };
      const answer = await door.export(request.context, ask);
      const file = await exportFile(door.tables, resource, answer, format, request.context);
      return sendFile(reply.header('minqiao-receipt', answer.receipt), file);
    },
  );
}

function recordRoutes(app: FastifyInstance, door: Door): void {
  app.get<RecordParams>(
    `${base}/records/:id`,
    { schema: { params: recordParams } },
    async (request, reply) => {
      const answer = await door.get(request.context, { ...request.params, purpose: purposeOf(request) });
      const [record] = answer.records;
      setVersion(reply, record?.version ?? 0);
      return { record, receipt: answer.receipt, withheld: answer.withheld };
    },
  );
  app.get<RecordParams & { Querystring: Static<typeof historyQuery> }>(
    `${base}/records/:id/history`,
    { schema: { params: recordParams, querystring: historyQuery } },
    async (request) => {
      const { asKnownOn } = request.query;
      const at = asKnownOn === undefined ? null : new Date(asKnownOn);
      return publicAnswer(
        await door.history(request.context, {
          ...request.params,
          asKnownOn: at,
          purpose: purposeOf(request),
        }),
      );
    },
  );
}

function writingRoutes(app: FastifyInstance, door: Door): void {
  app.post<ResourceParams & { Body: Static<typeof createBody>; Headers: IdempotencyHeaders }>(
    `${base}/records`,
    { schema: { params: resourceParams, body: createBody, headers: idempotencyHeaders } },
    async (request, reply) => {
      const { values, purpose } = request.body;
      const idempotencyKey = request.headers['idempotency-key'] ?? null;
      const written = await door.create(request.context, {
        ...named(request),
        values,
        purpose: purpose ?? null,
        idempotencyKey,
      });
      setVersion(reply, written.version);
      return reply
        .code(201)
        .header('location', `/api/v1/resources/${request.params.resource}/records/${written.id}`)
        .send(written);
    },
  );
  app.patch<RecordParams & { Body: Static<typeof changeBody> }>(
    `${base}/records/:id`,
    { schema: { params: recordParams, body: changeBody } },
    async (request, reply) => {
      const { values, purpose } = request.body;
      const ask = { ...request.params, version: versionOf(request), values, purpose: purpose ?? null };
      const written = await door.change(request.context, ask);
      setVersion(reply, written.version);
      return written;
    },
  );
  app.post<RecordParams & { Body: Static<typeof correctBody> }>(
    `${base}/records/:id/correct`,
    { schema: { params: recordParams, body: correctBody } },
    async (request, reply) => {
      const { values, reason, purpose } = request.body;
      const ask = {
        ...request.params,
        version: versionOf(request),
        values,
        reason,
        purpose: purpose ?? null,
      };
      const written = await door.correct(request.context, ask);
      setVersion(reply, written.version);
      return written;
    },
  );
  erasureRoutes(app, door);
}

function erasureRoutes(app: FastifyInstance, door: Door): void {
  app.post<RecordParams & { Body: Static<typeof erasureRequestBody> }>(
    `${base}/records/:id/erasure-requests`,
    { schema: { params: recordParams, body: erasureRequestBody } },
    async (request, reply) => {
      const ask = { ...request.params, ...request.body, version: versionOf(request) };
      return reply.code(201).send(await door.requestErasure(request.context, ask));
    },
  );
  app.post<RecordParams & { Body: Static<typeof eraseBody> }>(
    `${base}/records/:id/erase`,
    { schema: { params: recordParams, body: eraseBody } },
    async (request) => {
      const ask = {
        ...request.params,
        ...request.body,
        version: versionOf(request),
        purpose: request.body.purpose ?? null,
      };
      return door.erase(request.context, ask);
    },
  );
}

function named(request: FastifyRequest<ResourceParams>): { resource: string } {
  return { resource: request.params.resource };
}

function optional(fields: readonly string[] | undefined): { fields?: readonly string[] } {
  return fields === undefined ? {} : { fields };
}

function publicAnswer(answer: Answer): Omit<Answer, 'next'> & { nextCursor: string | null } {
  const { next, ...rest } = answer;
  return { ...rest, nextCursor: next };
}

/** GET has no body: the purpose comes as `Minqiao-Purpose: kind:reference`. Absent or malformed, there is none. */
function purposeOf(request: FastifyRequest): Purpose | null {
  const header = request.headers['minqiao-purpose'];
  const match = typeof header === 'string' ? /^([a-z-]{1,40}):([A-Za-z0-9-]{1,64})$/.exec(header) : null;
  return match?.[1] && match[2] ? { kind: match[1], reference: match[2] } : null;
}

function setVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`);
}

/** @throws Fault records.version-required */
function versionOf(request: FastifyRequest): number {
  const match = /^"([0-9]{1,9})"$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw fault('version-required');
  return Number(match[1]);
}
