import type { FastifyInstance } from 'fastify';
import { fault } from './errors.ts';

const type = 'application/octet-stream';

/**
 * The routes of this scope take a file as it is, whole or as a stream, and nothing else: what comes as JSON or without
 * a body is refused before a route could take it for bytes.
 */
export function takeFiles(scope: FastifyInstance, as: 'buffer' | 'stream'): void {
  scope.removeAllContentTypeParsers();
  if (as === 'stream') scope.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  else scope.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.addHook('preValidation', async ({ body }) => {
    if (body === undefined || body === null) throw fault('unsupported-type');
  });
}
