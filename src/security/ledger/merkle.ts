/** RFC 6962 trees, writer's side: growing a tree, its root, its full tiles, and proofs out of stored hashes. */
import { hash } from 'node:crypto';
import { MAX_TILE_LEVEL, TILE_WIDTH, prefixes } from '#standards/ledger/index.ts';
import type { TileRow } from './sql.ts';

export const HASH_BYTES = 32;
const pair = Buffer.alloc(1 + 2 * HASH_BYTES);
const work = Buffer.alloc((TILE_WIDTH + 1) * HASH_BYTES);

/** The root of consecutive perfect subtrees of one height (the last may be smaller). RFC 6962: none hash to SHA-256(""). */
export function rootOf(hashes: Buffer, prefix: number = prefixes.node): Buffer {
  let count = hashes.length / HASH_BYTES;
  if (count === 0) return hash('sha256', '', 'buffer');
  const level = hashes.length <= work.length ? work : Buffer.alloc(hashes.length);
  hashes.copy(level);
  pair[0] = prefix;
  while (count > 1) {
    const pairs = count >> 1;
    for (let at = 0; at < pairs; at++) {
      level.copy(pair, 1, at * 64, at * 64 + 64);
      level.write(hash('sha256', pair, 'binary'), at * HASH_BYTES, 'latin1');
    }
    if (count % 2 === 1) level.copy(level, pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES);
    count = (count + 1) >> 1;
  }
  return Buffer.from(level.subarray(0, HASH_BYTES));
}

/** SHA-256(prefix || left || right). */
export function hashPair(left: Uint8Array, right: Uint8Array, prefix: number = prefixes.node): Buffer {
  pair[0] = prefix;
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** Reads `count` hashes of tile level `level` from number `first` on; all within one tile. */
export type ReadHashes = (level: number, first: number, count: number) => Promise<Buffer>;

/** The tile of one level that is not yet full. */
interface Edge {
  readonly hashes: Buffer;
  width: number;
  index: number;
}

/** The right edge of a growing tree: for each tile level the hashes of the tile that is not yet full. */
export class Tree {
  size: number;
  private readonly edges: readonly Edge[];

  private constructor(size: number, edges: readonly Edge[]) {
    this.size = size;
    this.edges = edges;
  }

  /** The tree of `size` leaves, its right edge read from what is stored. */
  static async load(size: number, read: ReadHashes): Promise<Tree> {
    const edges = [];
    for (let level = 0; level <= MAX_TILE_LEVEL; level++) {
      const all = Math.floor(size / TILE_WIDTH ** level);
      const index = Math.floor(all / TILE_WIDTH);
      const width = all % TILE_WIDTH;
      const hashes = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
      if (width > 0) (await read(level, index * TILE_WIDTH, width)).copy(hashes);
      edges.push({ hashes, width, index });
    }
    return new Tree(size, edges);
  }

  /** Adds leaf hashes (32 bytes each, joined); the tiles that became full go to `full`. */
  append(leaves: Buffer, full: TileRow[]): void {
    const edge = this.edges[0] as Edge;
    for (let at = 0; at < leaves.length;) {
      const taken = Math.min(leaves.length - at, (TILE_WIDTH - edge.width) * HASH_BYTES);
      leaves.copy(edge.hashes, edge.width * HASH_BYTES, at, at + taken);
      edge.width += taken / HASH_BYTES;
      at += taken;
      if (edge.width === TILE_WIDTH) this.close(0, full);
    }
    this.size += leaves.length / HASH_BYTES;
  }

  /** The tile of `level` is full: its root becomes a hash of the level above. */
  private close(level: number, full: TileRow[]): void {
    const edge = this.edges[level] as Edge;
    const above = this.edges[level + 1] as Edge; // the top level never fills: 2^56 leaves
    const root = rootOf(edge.hashes);
    full.push({ level, index: edge.index, root });
    edge.width = 0;
    edge.index += 1;
    root.copy(above.hashes, above.width * HASH_BYTES);
    above.width += 1;
    if (above.width === TILE_WIDTH) this.close(level + 1, full);
  }

  /** The root of the whole tree: from the lowest right edge upwards. */
  root(): Buffer {
    let carried: Buffer | undefined;
    for (const { hashes, width } of this.edges) {
      const own = hashes.subarray(0, width * HASH_BYTES);
      const all = carried ? Buffer.concat([own, carried]) : own;
      if (all.length > 0) carried = rootOf(all);
    }
    return carried ?? rootOf(Buffer.alloc(0));
  }
}

/** Largest power of two smaller than `n` (n > 1): where RFC 6962 splits a tree. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH(D[from:to]) of RFC 6962 section 2.1; perfect subtrees come out of one tile. */
async function subtree(read: ReadHashes, from: number, to: number): Promise<Buffer> {
  const size = to - from;
  const height = Math.log2(size);
  if (Number.isInteger(height) && from % size === 0) {
    const level = Math.min(Math.floor(height / 8), MAX_TILE_LEVEL);
    const unit = TILE_WIDTH ** level;
    return rootOf(await read(level, from / unit, size / unit));
  }
  const split = from + splitOf(size);
  return hashPair(await subtree(read, from, split), await subtree(read, split, to));
}

/** The root of the tree of the first `size` leaves, size > 0. */
export async function rootAt(read: ReadHashes, size: number): Promise<Buffer> {
  return subtree(read, 0, size);
}

/** PATH(seq, D[0:size]), RFC 6962 section 2.1.1; needs 0 <= seq < size. */
export async function inclusionPath(read: ReadHashes, seq: number, size: number): Promise<Buffer[]> {
  const path: Buffer[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    if (seq < split) {
      path.push(await subtree(read, split, to));
      to = split;
    } else {
      path.push(await subtree(read, from, split));
      from = split;
    }
  }
  return path.toReversed();
}

/** PROOF(older, D[0:newer]), RFC 6962 section 2.1.2; needs 0 < older <= newer. Empty when they are equal. */
export async function consistencyPath(read: ReadHashes, older: number, newer: number): Promise<Buffer[]> {
  const path: Buffer[] = [];
  let from = 0;
  let to = newer;
  let whole = true; // the older tree's root is known to the reader while its subtree is the whole older tree
  while (older !== to) {
    const split = from + splitOf(to - from);
    if (older <= split) {
      path.push(await subtree(read, split, to));
      to = split;
    } else {
      path.push(await subtree(read, from, split));
      from = split;
      whole = false;
    }
  }
  if (!whole) path.push(await subtree(read, from, to));
  return path.toReversed();
}
