/** Builds the gallery and serves it on http://localhost:4319 for eyes and axe: `node web/kit/gallery/serve.ts`. */
import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const port = 4319;
const folder = fileURLToPath(new URL('../../../.cache/gallery', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

await build({
  configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
  configLoader: 'native',
  mode: 'gallery',
  logLevel: 'warn',
});

createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = folder + (existsSync(folder + path) && extname(path) ? path : '/kit/gallery/index.html');
  const body = readFileSync(file);
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy':
      "default-src 'self'; style-src-elem 'self' 'nonce-gallery'; style-src-attr 'unsafe-inline'; img-src 'self' data:",
  });
  response.end(file.endsWith('.html') ? body.toString().replaceAll('__CSP_NONCE__', 'gallery') : body);
}).listen(port, () => console.log(`http://localhost:${port}`));
