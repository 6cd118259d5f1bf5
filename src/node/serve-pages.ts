import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#infrastructure/config/index.ts';
import { httpFault } from '#infrastructure/http/index.ts';
import { distFolder, documentFor, renderDocument } from '#web/build-info.ts';

const assetMaxAgeSeconds = 31_536_000; // a year: the name of a built file is its hash

/**
 * Serves the built pages: documents with the nonce of the answer, files under /assets for ever. `certificatePort` tells
 * the sign-in page where officers sign in.
 */
export async function servePages(
  app: FastifyInstance,
  { certificatePort, profile }: Pick<Config, 'certificatePort' | 'profile'>,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(distFolder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response) =>
      void response.header('cache-control', `public, max-age=${assetMaxAgeSeconds}, immutable`),
  });
  const documents = new Map<string, Promise<string>>();
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const address = request.url.split('?')[0] ?? '/';
    if (profile !== 'demo' && isDemonstration(address)) throw httpFault('not-found');
    const file = documentFor(address) ?? (isLost(request, address) ? lostFile : undefined);
    if (file === undefined) return sendFile(request, reply);
    const path = join(distFolder, file);
    if (!existsSync(path)) throw httpFault('not-found');
    let html = documents.get(path);
    if (!html) documents.set(path, (html = readFile(path, 'utf8')));
    return reply
      .code(file === lostFile && documentFor(address) === undefined ? 404 : 200)
      .type('text/html; charset=utf-8')
      .send(renderDocument(await html, reply.cspNonce, certificatePort));
  });
}

/** The page where one picks whom to be: outside profile demo it does not exist (control 12). */
function isDemonstration(address: string): boolean {
  return /^\/demo(\/|$)/.test(address);
}

/** A person who came to an address that does not exist: they get a page that says so, programs get a problem. */
function isLost(request: FastifyRequest, address: string): boolean {
  const asksForPage = (request.headers.accept ?? '').includes('text/html');
  return asksForPage && !(address.slice(1) in rootFiles) && !/^\/(api|ledger|pki|assets)\//.test(address);
}

const lostFile = documentFor('/');

/** The few files at the root of the build (icon, manifest). */
async function sendFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const name = request.url.split('?')[0]?.slice(1) ?? '';
  const type = rootFiles[name];
  if (type === undefined) throw httpFault('not-found');
  return reply.type(type).send(await readFile(join(distFolder, name)));
}

const rootFiles: Readonly<Record<string, string>> = {
  'bridge.svg': 'image/svg+xml',
};
