/** Hashes of the tree out of the tables: each stored once, tiles and proofs are put together from them. */
import type { Tx } from '#infrastructure/sql/index.ts';
import { TILE_WIDTH, encodeIndexLeaf, tileWidth } from '#standards/ledger/index.ts';
import type { IndexLeaf, TileAddress } from '#standards/ledger/index.ts';
import { fault } from './errors.ts';
import { leafHash } from './hashes.ts';
import { HASH_BYTES } from './merkle.ts';
import type { ReadHashes } from './merkle.ts';
import { selectCheckpointSize, selectIndexLeaves, selectLeaves, selectTileRoots } from './sql-read.ts';
import type { StoredIndex } from './sql-read.ts';

type Query = Pick<Tx, 'query'>;

/** An index row as the leaf that it is. */
export function indexLeafOf({ seq, at, checkpoints, root }: StoredIndex): IndexLeaf {
  const text = (bytes: Buffer): string => bytes.toString('base64url');
  return { seq, at: at.toISOString(), checkpoints: text(checkpoints), root: text(root) };
}

/** The leaf hash of an index row. */
export function indexLeafHash(row: StoredIndex): Buffer {
  return leafHash(encodeIndexLeaf(indexLeafOf(row)));
}

/** A reader of stored hashes on this connection. */
export function hashReader(tx: Query): ReadHashes {
  return async (level, first, count) => {
    const hashes =
      level === 0 ? await readLeaves(tx, first, count) : await readTileRoots(tx, level - 1, first, count);
    if (hashes.length !== count * HASH_BYTES) throw fault('state-differs');
    return hashes;
  };
}

async function readTileRoots(tx: Query, level: number, first: number, count: number): Promise<Buffer> {
  return Buffer.concat(await selectTileRoots(tx, level, first, count));
}

/** Leaves first ... first + count - 1: slices of spans, with the index leaves between them. */
async function readLeaves(tx: Query, first: number, count: number): Promise<Buffer> {
  const hashes = Buffer.alloc(count * HASH_BYTES);
  let found = 0;
  for (const span of await selectLeaves(tx, first, count)) {
    span.leaves.copy(hashes, (span.seq - first) * HASH_BYTES);
    found += span.leaves.length / HASH_BYTES;
  }
  for (const row of await selectIndexLeaves(tx, first, count)) {
    indexLeafHash(row).copy(hashes, (row.seq - first) * HASH_BYTES);
    found += 1;
  }
  return found === count ? hashes : Buffer.alloc(0);
}

/**
 * The hashes of a tile of the tree of the latest checkpoint, full or partial.
 * @throws Fault ledger.not-found when that tree has no such tile or fewer hashes in it.
 */
export async function readTile(tx: Query, { level, index, width }: TileAddress): Promise<Buffer> {
  const size = await selectCheckpointSize(tx);
  if (width < 1 || width > tileWidth(size, level, index)) throw fault('not-found');
  return hashReader(tx)(level, index * TILE_WIDTH, width);
}
