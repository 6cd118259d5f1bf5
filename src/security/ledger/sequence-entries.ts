/**
 * One round of the sequencer: durable entries get their place in the tree, in one transaction.
 *
 * Safety does not rest on there being one sequencer. Each round holds a lock that the server releases only when the
 * transaction has ended, reads where the sequence stands, and, if it stands elsewhere than in memory, starts from what
 * is stored. A sequencer killed in the middle of its commit therefore cannot collide with its successor
 * (performance.md, lesson 4); should even the lock fail, the primary key of `span` refuses the second round.
 */
import type { Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { CHAIN_START, chainHead } from './hashes.ts';
import { parseCheckpoint, parseNote } from '#standards/ledger/index.ts';
import { HASH_BYTES, Tree, rootAt } from './merkle.ts';
import { hashReader, indexLeafHash } from './read-hashes.ts';
import {
  copySpans, copySubjects, copyTiles, hashCheckpoints, insertIndex, lockBatch, selectHeads, selectPosition, selectTagsFrom, selectUnsealed,
  takeEntries,
} from './sql.ts'; // prettier-ignore
import type { Position, SpanRow, SubjectRow, TakenEntries, TileRow } from './sql.ts';
import { findSeqs, selectCheckpoint } from './sql-read.ts';
import { BucketRows, BucketTree, bucketOf, packChanges } from './subject-index.ts';
import type { SubjectState } from './subject-index.ts';

/** Entries of one round: about 8 MB in memory, and a transaction of under a second. */
export const MAX_ROUND_ENTRIES = 8192;
/** Entries of one span: finding the place of one entry reads 16 kB of keys. */
const MAX_SPAN_ENTRIES = 1024;
/** Heads of subjects kept in memory, about 40 MB; read again from the index when dropped. */
const MAX_CACHED_HEADS = 300_000;
/** Subjects changed since the last index after which a new one is due at once: bounds memory. */
const MAX_CHANGED_SUBJECTS = 200_000;
/** Every so many index rows one holds all bucket hashes (2 MB), so that catching up reads a bounded number. */
const COMPLETE_EVERY_INDEXES = 4096;
const KEY_BYTES = 16;

export interface Intervals {
  /** An index leaf at the earliest this long after the last one, when the sequencer isn't busy. */
  readonly indexMs: number;
  /** An index leaf at the latest this long after the last one, also when nothing happened: it shows that we live. */
  readonly heartbeatMs: number;
}

/** What a sequencer remembers between rounds. All of it can be rebuilt from the tables. */
export interface SequencerState {
  tree: Tree;
  buckets: BucketTree;
  rows: BucketRows;
  heads: Map<string, SubjectState>;
  /** Tags (latin1) whose state changed since the last index leaf. */
  changed: Set<string>;
  indexes: number;
}

export interface Round {
  readonly state: SequencerState;
  readonly entries: number;
  readonly size: number;
  readonly checkpointSize: number;
}

/** Sequences what is waiting, and adds an index leaf when one is due. On any error the state must be dropped. */
export async function sequenceRound(
  tx: Tx,
  known: SequencerState | undefined,
  atMs: number,
  intervals: Intervals,
): Promise<Round> {
  await lockBatch(tx);
  const position = await selectPosition(tx);
  requireXidAhead(position);
  const state = known?.tree.size === position.size ? known : await loadState(tx, position);
  const taken = await takeEntries(tx, position, MAX_ROUND_ENTRIES);
  const tiles: TileRow[] = [];
  if (taken.count > 0) await placeEntries(tx, state, taken, position, tiles);
  if (indexIsDue(state, position, atMs, taken.count, intervals))
    await addIndex(tx, state, position, atMs, tiles);
  await copyTiles(tx, tiles);
  return { state, entries: taken.count, size: state.tree.size, checkpointSize: position.checkpointSize };
}

/** After a logical restore, transaction numbers begin again below those in the ledger: new entries would never come. */
function requireXidAhead({ nextXid, lastXid }: Position): void {
  if (BigInt(nextXid) <= BigInt(lastXid)) throw fault('xid-behind', { xid: lastXid });
}

/** Rebuilds the state from the tables, and holds it to the last checkpoint. */
async function loadState(tx: Tx, position: Position): Promise<SequencerState> {
  await requireSignedRoot(tx, position.size);
  const buckets = new BucketTree();
  await buckets.follow(tx, position.size);
  const changed = new Set<string>();
  for (const subjects of await selectTagsFrom(tx, position.indexSeq ?? 0))
    for (let at = 0; at < subjects.length; at += HASH_BYTES)
      changed.add(subjects.toString('latin1', at, at + HASH_BYTES));
  return {
    tree: await Tree.load(position.size, hashReader(tx)),
    buckets,
    rows: new BucketRows(),
    heads: new Map(),
    changed,
    indexes: 0,
  };
}

/**
 * The hashes to build on must still give the root that was signed last: on an altered tree nothing more is sequenced, let
 * alone signed (what lies inside full tiles is for the verifier to find), for a log must not sign a tree that its last one does not lead to (c2sp.org/tlog-checkpoint).
 */
async function requireSignedRoot(tx: Tx, size: number): Promise<void> {
  const last = await selectCheckpoint(tx);
  if (!last) return;
  const checkpoint = parseCheckpoint(parseNote(last.note)?.text ?? '');
  if (checkpoint?.size !== last.size || last.size > size) throw fault('state-differs');
  const root = await rootAt(hashReader(tx), last.size);
  if (!root.equals(checkpoint.root)) throw fault('state-differs');
}

async function placeEntries(
  tx: Tx,
  state: SequencerState,
  taken: TakenEntries,
  position: Position,
  tiles: TileRow[],
): Promise<void> {
  const firstSeq = state.tree.size;
  await copySpans(tx, spansOf(taken, firstSeq));
  const arrivals = arrivalsOf(taken, firstSeq);
  await indexArrivals(tx, state, arrivals);
  state.tree.append(taken.leaves, tiles);
  position.lastXid = taken.keys.readBigUInt64BE(taken.keys.length - KEY_BYTES).toString();
  position.lastAppendId = taken.keys.readBigInt64BE(taken.keys.length - 8).toString();
}

function spansOf({ count, keys, leaves }: TakenEntries, firstSeq: number): SpanRow[] {
  const spans: SpanRow[] = [];
  for (let from = 0; from < count; from += MAX_SPAN_ENTRIES) {
    const to = Math.min(count, from + MAX_SPAN_ENTRIES);
    spans.push({
      firstSeq: firstSeq + from,
      keys: keys.subarray(from * KEY_BYTES, to * KEY_BYTES),
      leaves: leaves.subarray(from * HASH_BYTES, to * HASH_BYTES),
    });
  }
  return spans;
}

/** One entry of one subject. */
interface Arrival {
  readonly tag: string;
  readonly seq: number;
  readonly leaf: string;
}

function arrivalsOf({ count, leaves, tags }: TakenEntries, firstSeq: number): Arrival[] {
  const arrivals: Arrival[] = [];
  let at = 0;
  for (let entry = 0; entry < count; entry++) {
    const number = tags.readUInt16BE(at);
    at += 2;
    if (number === 0) continue;
    const leaf = leaves.toString('latin1', entry * HASH_BYTES, (entry + 1) * HASH_BYTES);
    for (let subject = 0; subject < number; subject++, at += HASH_BYTES)
      arrivals.push({ tag: tags.toString('latin1', at, at + HASH_BYTES), seq: firstSeq + entry, leaf });
  }
  return arrivals;
}

/** Lengthens the chain of each arrival's subject. */
async function indexArrivals(tx: Tx, state: SequencerState, arrivals: readonly Arrival[]): Promise<void> {
  await readHeads(
    tx,
    state,
    arrivals.map(({ tag }) => tag),
  );
  const rows: SubjectRow[] = [];
  for (const { tag, seq, leaf } of arrivals) {
    const last = state.heads.get(tag) as SubjectState;
    last.n += 1;
    last.head = chainHead(last.head, leaf);
    state.changed.add(tag);
    rows.push({ tag, n: last.n, seq, head: last.head });
  }
  await copySubjects(tx, rows);
}

/** Brings the heads of these tags into memory; a tag that the index doesn't know begins its chain. */
async function readHeads(tx: Tx, state: SequencerState, tags: readonly string[]): Promise<void> {
  const { heads } = state;
  const missing: string[] = [];
  for (const tag of tags) {
    if (heads.has(tag)) continue;
    heads.set(tag, { n: 0, head: CHAIN_START });
    if (!isNew(state, tag)) missing.push(tag);
  }
  if (missing.length === 0) return;
  for (const { tag, n, head } of await selectHeads(tx, Buffer.from(missing.join(''), 'latin1')))
    heads.set(tag.toString('latin1'), { n, head: head.toString('latin1') });
}

/** Whether the index committed to there being nothing of this subject, and nothing came since: no need to look. */
function isNew({ changed, buckets, rows }: SequencerState, tag: string): boolean {
  return !changed.has(tag) && (buckets.isEmpty(bucketOf(tag)) || rows.lacks(tag));
}

function indexIsDue(
  state: SequencerState,
  position: Position,
  atMs: number,
  taken: number,
  intervals: Intervals,
): boolean {
  if (!position.indexAt) return true; // the first leaf of a ledger is an index leaf: no checkpoint of an empty tree
  const sinceMs = atMs - position.indexAt.getTime();
  if (sinceMs >= intervals.heartbeatMs || state.changed.size >= MAX_CHANGED_SUBJECTS) return true;
  return state.changed.size > 0 && sinceMs >= intervals.indexMs && taken < MAX_ROUND_ENTRIES / 8;
}

/** Brings ended seals into the index, then commits to its root in a leaf. */
async function addIndex(
  tx: Tx,
  state: SequencerState,
  position: Position,
  atMs: number,
  tiles: TileRow[],
): Promise<void> {
  await unseal(tx, state, position, new Date(atMs));
  await readHeads(tx, state, [...state.changed]);
  const states = new Map([...state.changed].map((tag) => [tag, state.heads.get(tag) as SubjectState]));
  const seq = state.tree.size;
  const changes = await state.rows.change(tx, states, state.buckets, seq);
  state.buckets.set(changes);
  state.buckets.seq = seq;
  const root = state.buckets.root();
  const complete = state.indexes % COMPLETE_EVERY_INDEXES === COMPLETE_EVERY_INDEXES - 1;
  const row = {
    seq,
    at: new Date(atMs),
    checkpoints: await hashCheckpoints(tx, position.indexSeq ?? -1, seq),
    root,
    complete,
    buckets: complete ? state.buckets.all() : packChanges(changes),
  };
  await insertIndex(tx, row);
  state.tree.append(indexLeafHash(row), tiles);
  state.indexes += 1;
  state.changed.clear();
  if (state.heads.size > MAX_CACHED_HEADS) state.heads.clear();
}

/** Entries whose seal has ended join the chains of their subjects now, at their old place in the tree. */
async function unseal(tx: Tx, state: SequencerState, position: Position, at: Date): Promise<void> {
  const ended = await selectUnsealed(tx, at, { at: position.indexAt, seq: position.indexSeq }, position);
  if (ended.length === 0) return;
  const seqs = await findSeqs(tx, ended);
  const arrivals = ended.flatMap(({ leaf, subjects }, entry) => {
    const tags: Arrival[] = [];
    for (let from = 0; from < subjects.length; from += HASH_BYTES)
      tags.push({
        tag: subjects.toString('latin1', from, from + HASH_BYTES),
        seq: seqs[entry] as number,
        leaf: leaf.toString('latin1'),
      });
    return tags;
  });
  await indexArrivals(tx, state, arrivals);
}
