import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `tools/build-web.ts` leaves the pages. Files below `assets/` carry their hash and never change. */
export const distFolder = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** Stands in the built documents where the server puts the nonce of the answer. */
export const nonceMark = '__CSP_NONCE__';

/** Stands in the built documents where the server puts the port of the listener for certificates. */
export const certificatePortMark = '__CERTIFICATE_PORT__';

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
 * The document as sent, with `reply.cspNonce` (infrastructure/http) in place: the pages' own style elements carry it.
 *  `certificatePort` tells the sign-in page where
 * officers sign in. Send with `cache-control: no-store`; the files below `assets/` may be kept for ever.
 */
export function renderDocument(html: string, nonce: string, certificatePort?: number): string {
  return html.replaceAll(nonceMark, nonce).replaceAll(certificatePortMark, String(certificatePort ?? ''));
}
