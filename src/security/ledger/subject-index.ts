/**
 * The index by person: for each a hash chain over their leaves, 65,536 buckets of chain heads, a tree of 16 levels.
 * Its root goes into an index leaf. This file keeps the bucket hashes (2 MB), in the sequencer and in every process
 * that proves completeness, and the rows of the buckets that the sequencer lately touched.
 */
import type { Tx } from '#infrastructure/sql/index.ts';
import { BUCKETS, INDEX_DEPTH, LABEL_BYTES, prefixes } from '#standards/ledger/index.ts';
import { bucketHash, stateCommitment, subjectLabel } from './hashes.ts';
import { HASH_BYTES, hashPair } from './merkle.ts';
import { selectBuckets, selectIndexRows } from './sql.ts';
import type { IndexRow } from './sql.ts';

type Query = Pick<Tx, 'query'>;

/** Bytes of one changed bucket in ledger.index.buckets: number as uint16, hash. */
const DELTA_BYTES = 2 + HASH_BYTES;
/** Index rows read at a time when catching up. */
const MAX_INDEX_ROWS = 256;

/** The bucket of a tag (as latin1): its first two bytes. */
export function bucketOf(tag: string): number {
  return tag.charCodeAt(0) * 256 + tag.charCodeAt(1);
}

/** Hash of a bucket in which nobody is. */
const emptyBucket = Buffer.from(bucketHash([]), 'latin1');

/** The tree over the buckets, all nodes in memory. */
export class BucketTree {
  /** Seq of the index leaf that this state belongs to. */
  seq = -1;
  private readonly levels: Buffer[] = [];

  constructor() {
    let node: Buffer = emptyBucket;
    for (let level = 0; level <= INDEX_DEPTH; level++) {
      this.levels.push(Buffer.alloc((BUCKETS >> level) * HASH_BYTES, node));
      node = hashPair(node, node, prefixes.indexNode);
    }
  }

  private level(level: number): Buffer {
    return this.levels[level] as Buffer;
  }

  root(): Buffer {
    return Buffer.from(this.level(INDEX_DEPTH));
  }

  hashOf(bucket: number): Buffer {
    return Buffer.from(this.level(0).subarray(bucket * HASH_BYTES, (bucket + 1) * HASH_BYTES));
  }

  /** Whether nobody was in it at the last index leaf: then there is nothing of it to read. */
  isEmpty(bucket: number): boolean {
    return emptyBucket.compare(this.level(0), bucket * HASH_BYTES, (bucket + 1) * HASH_BYTES) === 0;
  }

  /** Hashes beside the way from a bucket to the root, from below. */
  siblings(bucket: number): Buffer[] {
    const way: Buffer[] = [];
    for (let level = 0; level < INDEX_DEPTH; level++) {
      const beside = (bucket >> level) ^ 1;
      way.push(Buffer.from(this.level(level).subarray(beside * HASH_BYTES, (beside + 1) * HASH_BYTES)));
    }
    return way;
  }

  /** Sets bucket hashes and rehashes the nodes above them. */
  set(changes: ReadonlyMap<number, Uint8Array>): void {
    let touched = new Set<number>();
    for (const [bucket, value] of changes) {
      this.level(0).set(value, bucket * HASH_BYTES);
      touched.add(bucket >> 1);
    }
    for (let level = 1; level <= INDEX_DEPTH; level++) {
      const below = this.level(level - 1);
      const above = new Set<number>();
      for (const node of touched) {
        const children = below.subarray(node * 64, node * 64 + 64);
        hashPair(children.subarray(0, 32), children.subarray(32), prefixes.indexNode).copy(
          this.level(level),
          node * 32,
        );
        above.add(node >> 1);
      }
      touched = above;
    }
  }

  /** All bucket hashes in order: what a complete index row holds. */
  all(): Buffer {
    return Buffer.from(this.level(0));
  }

  /** Catches up with the stored index rows below `size`. */
  async follow(tx: Query, size: number): Promise<void> {
    for (;;) {
      const rows = await selectIndexRows(tx, this.seq, size, MAX_INDEX_ROWS);
      for (const row of rows) {
        if (row.seq <= this.seq) continue; // another proof under way has read further meanwhile
        this.set(changesOf(row));
        this.seq = row.seq;
      }
      if (rows.length < MAX_INDEX_ROWS) return;
    }
  }
}

function changesOf({ complete, buckets }: IndexRow): Map<number, Uint8Array> {
  const changes = new Map<number, Uint8Array>();
  const step = complete ? HASH_BYTES : DELTA_BYTES;
  for (let at = 0; at < buckets.length; at += step) {
    const bucket = complete ? at / HASH_BYTES : buckets.readUInt16BE(at);
    changes.set(bucket, buckets.subarray(at + step - HASH_BYTES, at + step));
  }
  return changes;
}

/** What an index row stores of a change: the buckets in ascending order. */
export function packChanges(changes: ReadonlyMap<number, Uint8Array>): Buffer {
  const packed = Buffer.alloc(changes.size * DELTA_BYTES);
  let at = 0;
  for (const bucket of [...changes.keys()].sort((a, b) => a - b)) {
    at = packed.writeUInt16BE(bucket, at);
    packed.set(changes.get(bucket) as Uint8Array, at);
    at += HASH_BYTES;
  }
  return packed;
}

/** A subject's state: number of entries and chain head (latin1). */
export interface SubjectState {
  n: number;
  head: string;
}

/** Most rows of buckets kept in memory: 2 million people are about 200 MB; beyond that all are read anew. */
const MAX_CACHED_ROWS = 2_000_000;
/** Buckets read in one statement. */
const MAX_BUCKETS_READ = 4096;

/** The rows of buckets, read when first touched. A row is label || commitment, 48 characters of latin1. */
export class BucketRows {
  private readonly buckets = new Map<number, string[]>();
  private rows = 0;

  /**
   * The new bucket hashes once these subjects' states have changed, which must be all since the index leaf of `tree`;
   * buckets not read yet are read as they were below `size`.
   */
  async change(
    tx: Query,
    states: ReadonlyMap<string, SubjectState>,
    tree: Pick<BucketTree, 'isEmpty'>,
    size: number,
  ): Promise<Map<number, Uint8Array>> {
    if (this.rows > MAX_CACHED_ROWS) {
      this.buckets.clear();
      this.rows = 0;
    }
    const touched = new Set([...states.keys()].map(bucketOf));
    const missing = [...touched].filter((bucket) => !this.buckets.has(bucket));
    for (const bucket of missing) this.buckets.set(bucket, []);
    await this.read(
      tx,
      missing.filter((bucket) => !tree.isEmpty(bucket)),
      size,
    );
    for (const [tag, state] of states) this.put(tag, state);
    return new Map(
      [...touched].map((bucket) => [
        bucket,
        Buffer.from(bucketHash(this.buckets.get(bucket) ?? []), 'latin1'),
      ]),
    );
  }

  /** Whether the subject is known to have had no entry at the last index leaf; false where its bucket was not read. */
  lacks(tag: string): boolean {
    const rows = this.buckets.get(bucketOf(tag));
    if (!rows) return false;
    const label = subjectLabel(tag);
    return rows[lowerBound(rows, label)]?.startsWith(label) !== true;
  }

  private async read(tx: Query, missing: readonly number[], size: number): Promise<void> {
    for (let from = 0; from < missing.length; from += MAX_BUCKETS_READ) {
      const part = missing.slice(from, from + MAX_BUCKETS_READ);
      for (const { tag, n, head } of await selectBuckets(tx, part, size))
        this.put(tag.toString('latin1'), { n, head: head.toString('latin1') });
    }
  }

  private put(tag: string, { n, head }: SubjectState): void {
    const rows = this.buckets.get(bucketOf(tag)) as string[];
    const label = subjectLabel(tag);
    const at = lowerBound(rows, label);
    const row = label + stateCommitment(tag, n, head);
    if (rows[at]?.startsWith(label)) rows[at] = row;
    else {
      rows.splice(at, 0, row);
      this.rows += 1;
    }
  }
}

/** The rows of one bucket as they stood at an index leaf. */
export async function readBucket(tx: Query, bucket: number, size: number): Promise<[Buffer, Buffer][]> {
  const rows = await selectBuckets(tx, [bucket], size);
  return rows
    .map(({ tag, n, head }) => {
      const key = tag.toString('latin1');
      return subjectLabel(key) + stateCommitment(key, n, head.toString('latin1'));
    })
    .sort()
    .map((row) => [
      Buffer.from(row.slice(0, LABEL_BYTES), 'latin1'),
      Buffer.from(row.slice(LABEL_BYTES), 'latin1'),
    ]);
}

/** First position whose row is not below `label`. Comparing latin1 strings compares bytes. */
function lowerBound(rows: readonly string[], label: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as string) < label) low = middle + 1;
    else high = middle;
  }
  return low;
}
