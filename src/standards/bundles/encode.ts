import canonicalize from 'canonicalize';
import { toBase64Url } from '../ledger/index.ts';
import { bundleFormat } from './model.ts';
import type { Bundle, BundleCrypto } from './model.ts';

const encoder = new TextEncoder();

/** A bundle as one text: RFC 8785 JSON, so that one bundle has exactly one spelling. */
export function encodeBundle({ header, files, note }: Bundle): string {
  return canonical({ files, format: bundleFormat, header, note });
}

/** SHA-256 of what is signed, in base64url: the canonical JSON of everything but the note. */
export function digestOf({ header, files }: Omit<Bundle, 'note'>, { sha256 }: BundleCrypto): string {
  return toBase64Url(sha256(encoder.encode(canonical({ files, format: bundleFormat, header }))));
}

/** SHA-256 of one file's text, in base64url. */
export function digestOfText(text: string, { sha256 }: BundleCrypto): string {
  return toBase64Url(sha256(encoder.encode(text)));
}

/** The text that an issuer signs. */
export function noteText({ header }: Pick<Bundle, 'header'>, digest: string): string {
  return `${bundleFormat}\n${header.name} ${header.version}\n${digest}\n`;
}

/** @throws Error for a lone surrogate or a number that JSON has not: makers check their texts first. */
function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to encode');
  return text;
}
