/** Hashes for many rows: Node's own SHA-256, bytes as latin1 strings. By the text of docs/ledger.md, not the writer's code. */
import { hash as nativeHash } from 'node:crypto';
import { LABEL_BYTES, encodeClosed, encodeEntry, prefixes } from '#standards/ledger/index.ts';
import type { ClosedPart, OpenPart } from '#standards/ledger/index.ts';

/** One buffer for each short length: most inputs are a few dozen bytes, and allocating costs as much as hashing. */
const MAX_REUSED_BYTES = 256;
const reused = Array.from({ length: MAX_REUSED_BYTES }, (_, length) => Buffer.alloc(length));

/** SHA-256 of bytes held as latin1, as latin1. */
export function digest(data: string): string {
  const buffer = reused[data.length] ?? Buffer.alloc(data.length);
  buffer.write(data, 'latin1');
  return nativeHash('sha256', buffer, 'binary');
}

const byte = (value: number): string => String.fromCharCode(value);
const big = (value: number, bytes: 4 | 8): string => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, bytes === 8 ? 2 : 0, bytes === 8 ? 6 : 4);
  return buffer.toString('latin1');
};

/** Leaf hash of an entry, from both parts, its salt and its tags (32 bytes each, joined). */
export function entryLeaf(
  open: Omit<OpenPart, 'subjects'>,
  closed: Omit<ClosedPart, 'salt'>,
  salt: string,
  tags: string,
): string {
  const subjects: string[] = [];
  for (let index = 0; index * 32 < tags.length; index++) {
    const nonce = digest(byte(prefixes.nonce) + salt + big(index, 4));
    subjects.push(base64url(digest(nonce + tags.slice(index * 32, index * 32 + 32))));
  }
  const closedHash = nativeHash('sha256', encodeClosed({ ...closed, salt: base64url(salt) }), 'base64url');
  return nativeHash('sha256', byte(prefixes.leaf) + encodeEntry({ ...open, subjects }, closedHash), 'binary');
}

export const base64url = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('base64url');

export const chainHead = (previous: string, leaf: string): string =>
  digest(byte(prefixes.chain) + previous + leaf);
export const labelOf = (tag: string): string => digest(byte(prefixes.label) + tag).slice(0, LABEL_BYTES);
export const stateCommitment = (tag: string, count: number, head: string): string =>
  digest(byte(prefixes.commitment) + tag + big(count, 8) + head);
export const bucketHash = (rows: readonly string[]): string => digest(byte(prefixes.bucket) + rows.join(''));
export const indexNode = (left: string, right: string): string =>
  digest(byte(prefixes.indexNode) + left + right);
