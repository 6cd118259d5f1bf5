import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { fault } from './errors.ts';
import { unknownField } from './problem.ts';

/**
 * A route of the API that declares no query or no body takes none: an unknown field is refused everywhere, also where
 * nothing is asked. An empty object counts as nothing.
 * @throws Fault http.invalid-input
 */
export function refuseUndeclared(request: FastifyRequest): void {
  const { url = '', schema } = request.routeOptions;
  if (!url.startsWith('/api/')) return;
  const query = schema?.querystring === undefined ? Object.keys(request.query ?? {}) : [];
  const body = schema?.body === undefined ? namesIn(request.body) : [];
  const names = [...query, ...body];
  if (names.length > 0) throw fault('invalid-input', {}, { details: names.map(unknownField) });
}

function namesIn(body: unknown): readonly string[] {
  // A stream comes only where a route has a parser of its own for the type of a file.
  if (body === undefined || body === null || body instanceof Readable) return [];
  return typeof body === 'object' && !Array.isArray(body) ? Object.keys(body) : [''];
}
