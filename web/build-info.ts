import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `tools/build-web.ts` leaves the pages. Files below `assets/` carry their hash and never change. */
export const distFolder = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** Stands in the built documents where the server puts the nonce of the answer. */
export const nonceMark = '__CSP_NONCE__';

/** Which document answers which address: the first whose prefix matches. Every deeper path is the document's own. */
export const documents = [
  { prefix: '/app', file: 'officer/index.html' },
  { prefix: '/citizen', file: 'citizen/index.html' },
  { prefix: '/demo', file: 'entrance/index.html' },
  { prefix: '/sign-in', file: 'entrance/index.html' },
  { prefix: '/', file: 'entrance/index.html' },
] as const satisfies readonly { prefix: string; file: string }[];

export interface BuildInfo {
  readonly sourceHash: string;
  readonly builtAt: string;
  readonly files: number;
  readonly bytes: number;
}

/** What was built last, or undefined when nothing was. */
export function findBuildInfo(): BuildInfo | undefined {
  try {
    return JSON.parse(readFileSync(`${distFolder}build-info.json`, 'utf8')) as BuildInfo;
  } catch {
    return undefined;
  }
}

/** The file of the document for an address (`/app/lookup` → `officer/index.html`); undefined when it is no page's. */
export function documentFor(path: string): string | undefined {
  const found = documents.find(
    ({ prefix }) => path === prefix || (prefix !== '/' && path.startsWith(`${prefix}/`)),
  );
  return found?.file;
}

/**
 * The document as sent: nonce in place. `nonce` is base64 of at least 16 random bytes, new for each answer;
 * the answer carries `contentSecurityPolicy(nonce)` and `cache-control: no-store`.
 */
export function renderDocument(html: string, nonce: string): string {
  return html.replaceAll(nonceMark, nonce);
}

/** The policy that the pages are built for and tested under: nothing inline but antd's own style elements. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ');
}
