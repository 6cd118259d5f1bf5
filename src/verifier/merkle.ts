/** RFC 6962 trees, verifier's side: by the algorithms of RFC 9162 section 2.1.3, which share nothing with the writer's. */
import { prefixes } from '#standards/ledger/index.ts';
import type { Hash } from './sha256.ts';

const HASH_BYTES = 32;

/** Whether two byte strings are equal. Nothing here is secret, so time may tell. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The hash of the parts, one after another; a number is one byte. */
export function hashParts(hash: Hash, ...parts: readonly (Uint8Array | number)[]): Uint8Array {
  const bytes = new Uint8Array(
    parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 1 : part.length), 0),
  );
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'number') bytes[at++] = part;
    else {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return hash(bytes);
}

const pair = new Uint8Array(1 + 2 * HASH_BYTES);

/** The hash of two children; reuses one buffer, which `hash` must not keep. */
function node(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  pair[0] = prefixes.node;
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash(pair);
}

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const allHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES);

/**
 * Whether `proof` leads from the leaf hash at `seq` to `root` of a tree of `size` leaves (RFC 9162 section 2.1.3.2).
 * An empty tree contains nothing: an empty leaf with an empty root is refused, as is a hash of another length.
 */
export function verifyInclusion(
  hash: Hash,
  leaf: Uint8Array,
  seq: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(seq) || seq < 0 || seq >= size) return false;
  if (!allHashes([leaf, root, ...proof])) return false;
  let place = seq;
  let last = size - 1;
  let computed = leaf;
  for (const beside of proof) {
    if (last === 0) return false; // more hashes than levels
    if (isOdd(place) || place === last) {
      computed = node(hash, beside, computed);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      computed = node(hash, computed, beside);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && sameBytes(computed, root);
}

/**
 * Whether the tree of `older` leaves with root `olderRoot` is a beginning of the tree of `newer` leaves
 * (RFC 9162 section 2.1.4.2). Nothing is concluded from an empty tree.
 */
export function verifyConsistency(
  hash: Hash,
  older: number,
  newer: number,
  proof: readonly Uint8Array[],
  olderRoot: Uint8Array,
  newerRoot: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(newer) || !Number.isSafeInteger(older) || older < 1 || older > newer)
    return false;
  if (!allHashes([olderRoot, newerRoot, ...proof])) return false;
  if (older === newer) return proof.length === 0 && sameBytes(olderRoot, newerRoot);
  let place = older - 1;
  let last = newer - 1;
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  // When the older tree is a perfect subtree of the newer one, its root begins the way and isn't sent.
  const way = place === 0 ? [olderRoot, ...proof] : [...proof];
  const first = way.shift();
  if (!first) return false;
  let computedOlder = first;
  let computedNewer = first;
  for (const beside of way) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      computedOlder = node(hash, beside, computedOlder);
      computedNewer = node(hash, beside, computedNewer);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      computedNewer = node(hash, computedNewer, beside);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && sameBytes(computedOlder, olderRoot) && sameBytes(computedNewer, newerRoot);
}

/** A tree that grows leaf by leaf and keeps only the roots of its perfect subtrees, largest first. */
export class GrowingTree {
  size = 0;
  private readonly hash: Hash;
  private readonly peaks: Uint8Array[] = [];

  constructor(hash: Hash) {
    this.hash = hash;
  }

  /** Adds a leaf hash. `closed` hears of each perfect subtree that it completes: its height and root. */
  add(leaf: Uint8Array, closed?: (height: number, root: Uint8Array) => void): void {
    let root = leaf;
    let height = 0;
    for (let count = this.size; isOdd(count); count = half(count)) {
      root = node(this.hash, this.peaks.pop() as Uint8Array, root);
      height += 1;
      closed?.(height, root);
    }
    this.peaks.push(root);
    this.size += 1;
  }

  root(): Uint8Array {
    if (this.peaks.length === 0) return this.hash(new Uint8Array());
    return this.peaks.reduceRight((right, left) => node(this.hash, left, right));
  }
}
