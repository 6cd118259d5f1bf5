/** Leaf hashes and subjects' commitments, recomputed from what was disclosed. */
import {
  encodeClosed,
  encodeEntry,
  encodeIndexLeaf,
  fromBase64Url,
  prefixes,
  toBase64Url,
} from '#standards/ledger/index.ts';
import type { ClosedPart, IndexLeaf, OpenPart } from '#standards/ledger/index.ts';
import { hashParts } from './merkle.ts';
import type { Hash } from './sha256.ts';

const utf8 = new TextEncoder();

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

/** Leaf hash of data: RFC 6962 section 2.1. */
function leafOf(hash: Hash, data: string): Uint8Array {
  return hashParts(hash, prefixes.leaf, utf8.encode(data));
}

/** Leaf hash of an entry of which only the open part and the closed part's hash are known. */
export function leafOfOpen(hash: Hash, open: OpenPart, closedHash: string): Uint8Array {
  return leafOf(hash, encodeEntry(open, closedHash));
}

/** Leaf hash of an entry from both parts and its subjects' tags. */
export function leafOfEntry(
  hash: Hash,
  open: Omit<OpenPart, 'subjects'>,
  closed: ClosedPart,
  tags: readonly Uint8Array[],
): Uint8Array {
  const salt = fromBase64Url(closed.salt) as Uint8Array;
  const subjects = tags.map((tag, index) => commitmentOf(hash, nonceOf(hash, salt, index), tag));
  const closedHash = toBase64Url(hash(utf8.encode(encodeClosed(closed))));
  return leafOfOpen(hash, { ...open, subjects }, closedHash);
}

export function leafOfIndex(hash: Hash, leaf: IndexLeaf): Uint8Array {
  return leafOf(hash, encodeIndexLeaf(leaf));
}

function nonceOf(hash: Hash, salt: Uint8Array, index: number): Uint8Array {
  return hashParts(hash, prefixes.nonce, salt, uint32(index));
}

/** What stands in the open part for a subject, base64url. */
export function commitmentOf(hash: Hash, nonce: Uint8Array, tag: Uint8Array): string {
  return toBase64Url(hashParts(hash, nonce, tag));
}
