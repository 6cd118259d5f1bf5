/** Builds the gallery and serves it on http://localhost:4319 for human eyes: `node test/support/gallery.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const folder = fileURLToPath(new URL('../../.cache/gallery', import.meta.url));
const document = '/kit/gallery/index.html';
const nonce = 'Z2FsbGVyeQ==';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The policy of infrastructure/http, so that what the gallery does not violate the pages do not either. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src-elem 'self' 'nonce-${nonce}'`,
  `style-src-attr 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
].join('; ');

/** Builds and serves the gallery; `port` 0 takes a free one. */
export async function serveGallery(port: number): Promise<{ url: string; close: () => void }> {
  const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
  await build({ configFile, configLoader: 'native', mode: 'gallery', logLevel: 'error' });
  const server = createServer((request, response) => {
    send(response, new URL(request.url ?? '/', 'http://localhost').pathname);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return { url: `http://127.0.0.1:${taken}`, close: () => server.close() };
}

function send(response: ServerResponse, path: string): void {
  const file = folder + (extname(path) && existsSync(folder + path) ? path : document);
  const body = readFileSync(file);
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  });
  response.end(extname(file) === '.html' ? body.toString().replaceAll('__CSP_NONCE__', nonce) : body);
}

if (import.meta.main) console.log((await serveGallery(4319)).url);
