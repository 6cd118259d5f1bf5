import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { SecureServerOptions } from 'node:http2';
import { Fault } from '#infrastructure/faults/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { watchMethods } from './allowed-methods.ts';
import { compileWhenUsed } from './compile-when-used.ts';
import { fault } from './errors.ts';
import { parseJson } from './parse-json.ts';
import { problemOf } from './problem.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { refuseUndeclared } from './refuse-undeclared.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Language of the answer: `Accept-Language`, Chinese unless English is asked for. */
    language: 'zh' | 'en';
  }
  interface FastifyReply {
    /** Nonce of this answer's Content-Security-Policy, for style elements of the pages. */
    cspNonce: string;
  }
}

export interface AppOptions {
  readonly logger: Logger;
  /** TLS options; plain HTTP without them. */
  readonly https?: SecureServerOptions;
  readonly requestTimeoutMs?: number;
  /** Unless told otherwise a broken schema is found at the start, which costs a node with all its routes a second. */
  readonly schemas?: 'at-start' | 'when-used';
}

const maxBodyBytes = 1024 * 1024; // the largest form has 64 fields of 1,000 characters; uploads have a route of their own
const headersTimeoutMs = 10_000; // slow headers (S1)
const connectionsCheckMs = 5_000; // Node looks for slow headers and bodies so often; its own 30 s would treble the limit
const defaultRequestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 65_000;
const maxParamLength = 200;

/** A Fastify application with everything that is the same for each route: JSON, errors, headers, trace, metrics. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const settings: FastifyServerOptions = {
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: options.requestTimeoutMs ?? defaultRequestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    routerOptions: { maxParamLength },
    genReqId: traceIdOf,
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: 'array', useDefaults: true, allErrors: true },
    },
    ...(options.schemas === 'when-used' ? { schemaController: { compilersFactory: compileWhenUsed } } : {}),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      setHeaders(request, reply); // no hook has run: the address could not even be read
      void sendProblem(request, reply, error);
    },
    ...(options.https
      ? { https: { ...options.https, connectionsCheckingInterval: connectionsCheckMs } }
      : { http: { connectionsCheckingInterval: connectionsCheckMs } }),
  };
  const app = Fastify(settings) as unknown as FastifyInstance;
  app.server.headersTimeout = headersTimeoutMs;
  await app.register(cookie);
  await app.register(compress, { global: true, threshold: 2048, encodings: ['gzip'] });
  app.decorateRequest('language', 'zh');
  app.decorateReply('cspNonce', '');
  addJsonParser(app);
  addHeaders(app);
  app.addHook('preValidation', async (request) => refuseUndeclared(request));
  addErrorHandlers(app);
  return app;
}

/** The trace id of a W3C traceparent when a caller sends a valid one; otherwise a new one. 32 hex digits. */
function traceIdOf(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['traceparent'];
  const match = typeof given === 'string' ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(given) : null;
  return match?.[1] && !/^0+$/.test(match[1]) ? match[1] : randomBytes(16).toString('hex');
}

function addJsonParser(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const bytes = body as Buffer;
      if (!isUtf8(bytes)) throw fault('not-utf8'); // decoding would put other characters in the place of broken ones
      done(null, bytes.length === 0 ? undefined : parseJson(bytes.toString('utf8')));
    } catch (error) {
      done(error as Error);
    }
  });
}

function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => setHeaders(request, reply));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    metrics.requests.observe({ route, method: request.method, status }, reply.elapsedTime / 1000);
  });
}

function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  request.language = languageOf(request);
  reply.cspNonce = randomBytes(16).toString('base64');
  reply.headers({
    'content-security-policy': contentPolicy(reply.cspNonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    'x-trace-id': request.id,
  });
}

/** Works with antd: its style elements carry the nonce, its style attributes are allowed (stack.md). */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function languageOf(request: FastifyRequest): 'zh' | 'en' {
  const first = (request.headers['accept-language'] ?? '').trim().toLowerCase();
  return first.startsWith('en') ? 'en' : 'zh';
}

function addErrorHandlers(app: FastifyInstance): void {
  const methodsOf = watchMethods(app);
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply => {
    const allowed = isNotFound(error) ? methodsOf(request.url.split('?')[0] ?? '') : [];
    if (allowed.length === 0 || allowed.includes(request.method)) return sendProblem(request, reply, error);
    reply.header('allow', allowed.join(', '));
    const params = { method: request.method, allowed: allowed.join(', ') };
    return sendProblem(request, reply, fault('wrong-method', params));
  };
  app.setErrorHandler((error, request, reply) => refuse(request, reply, error));
  app.setNotFoundHandler((request, reply) => refuse(request, reply, fault('not-found')));
}

/** That of an address; a record that is not found is another matter. */
function isNotFound(error: unknown): boolean {
  return error instanceof Fault && error.code === 'http.not-found';
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error, request.language, request.id);
  if (problem.status >= 500) request.log.error({ err: error, traceId: request.id }, problem.code);
  const wait = error instanceof Fault ? error.retryAfterSeconds : undefined;
  if (wait !== undefined) reply.header('retry-after', String(wait));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
