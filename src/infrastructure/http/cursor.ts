import { fault } from './errors.ts';

const maxCursorLength = 512; // ours are below 100 characters

/** An opaque position in a list: JSON in base64url. Never holds an identity number. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor that came back from a client; it is hostile.
 * @throws Fault http.invalid-cursor
 */
export function decodeCursor(cursor: string, parts: number): (string | number)[] {
  try {
    if (cursor.length > maxCursorLength) throw new Error('too long');
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const plain =
      Array.isArray(value) &&
      value.length === parts &&
      value.every((one) => ['string', 'number'].includes(typeof one));
    if (!plain) throw new Error('not a position');
    return value as (string | number)[];
  } catch (cause) {
    throw fault('invalid-cursor', {}, { pointer: '/cursor', cause });
  }
}
