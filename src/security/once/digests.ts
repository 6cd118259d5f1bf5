import { createHash, createHmac } from 'node:crypto';

/** Under what an actor's key is looked up. One way: who reads the database does not learn the key. */
export function nameOfKey(actor: string, key: string): string {
  return createHash('sha256').update(`${actor}\n${key}`).digest('base64url');
}

/**
 * Tells equal requests from others. Keyed with the Idempotency-Key, which is not stored: without it nobody can try
 * identity numbers until one fits.
 */
export function digestOfRequest(key: string, request: unknown): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(request)).digest();
}
