import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32; // 256 bits; control 9 asks for 128

/** A new secret for a cookie or a challenge, and what the database keeps of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** The hash of a token that came back; undefined when it cannot be one of ours. The text is hostile. */
export function tokenHash(token: string | undefined): Buffer | undefined {
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? hashOf(token) : undefined;
}

/** The text is hashed, not the bytes it stands for: base64url has several spellings of the last byte. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'ascii').digest();
}
