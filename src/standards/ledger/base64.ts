/* oxlint-disable typescript/no-non-null-assertion -- arithmetic on bytes at places known to exist */
/**
 * Base64 (RFC 4648), strict both ways and free of `Buffer`, so that the browser runs the same code.
 * Decoding refuses what encoding would not produce (wrong padding, loose trailing bits, foreign characters):
 * a signature or hash has exactly one spelling, so nobody can present one value as two.
 */
const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const url = standard.slice(0, 62) + '-_';

function reverse(alphabet: string): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value++) table[alphabet.charCodeAt(value)] = value;
  return table;
}
const standardValues = reverse(standard);
const urlValues = reverse(url);

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  let at = 0;
  for (; at + 2 < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text +=
      alphabet[group >> 18]! +
      alphabet[(group >> 12) & 63]! +
      alphabet[(group >> 6) & 63]! +
      alphabet[group & 63]!;
  }
  const left = bytes.length - at;
  if (left === 1) text += alphabet[bytes[at]! >> 2]! + alphabet[(bytes[at]! & 3) << 4]!;
  if (left === 2) {
    const group = (bytes[at]! << 8) | bytes[at + 1]!;
    text += alphabet[group >> 10]! + alphabet[(group >> 4) & 63]! + alphabet[(group & 15) << 2]!;
  }
  return text;
}

function decode(text: string, values: Int8Array): Uint8Array | undefined {
  const tail = text.length % 4;
  if (tail === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const value = values[text.charCodeAt(index)] ?? -1;
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 255;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}

/** Standard Base 64 with padding (RFC 4648 section 4), as C2SP notes use it. */
export function toBase64(bytes: Uint8Array): string {
  const text = encode(bytes, standard);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** The bytes of padded standard Base 64, or undefined when it is not exactly what `toBase64` writes. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decode(text.slice(0, text.length - padding), standardValues);
}

/** URL-safe Base 64 without padding (RFC 4648 section 5), as the JSON of the ledger uses it. */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, url);
}

/** The bytes of unpadded URL-safe Base 64, or undefined when it is not exactly what `toBase64Url` writes. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  return decode(text, urlValues);
}
