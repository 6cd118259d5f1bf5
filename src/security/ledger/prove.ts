/** Proofs out of the ledger: that an entry is in it, that it only grew, that a person's list is complete. */
import { sleep } from '#infrastructure/clock/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import {
  DISCLOSURE_FORMAT,
  MAX_SUBJECT_LEAVES,
  SUBJECT_PROOF_FORMAT,
  encodeClosed,
} from '#standards/ledger/index.ts';
import type { Disclosure, SubjectProof } from '#standards/ledger/index.ts';
import { hash } from 'node:crypto';
import type { LedgerEntry } from './entry-view.ts';
import { fault } from './errors.ts';
import { bucketHash, subjectNonce } from './hashes.ts';
import { consistencyPath, inclusionPath } from './merkle.ts';
import { getEntryById } from './find-entries.ts';
import { hashReader, indexLeafOf } from './read-hashes.ts';
import { selectChain, selectCheckpoint, selectIndexLeaves, selectLeavesAt } from './sql-read.ts';
import type { LatestCheckpoint } from './sql-read.ts';
import { BucketTree, bucketOf, readBucket } from './subject-index.ts';

type Query = Pick<Tx, 'query'>;

/** The newest signed checkpoint. @throws Fault ledger.no-checkpoint */
export async function latestCheckpoint(tx: Query): Promise<LatestCheckpoint> {
  const checkpoint = await selectCheckpoint(tx);
  if (!checkpoint) throw fault('no-checkpoint');
  return checkpoint;
}

/** Hashes that lead from leaf `seq` to the root of the tree of `size`. @throws Fault ledger.bad-range */
export async function inclusionProof(tx: Query, seq: number, size: number): Promise<Buffer[]> {
  if (!(seq >= 0 && seq < size && Number.isSafeInteger(size))) throw fault('bad-range');
  return inclusionPath(hashReader(tx), seq, size);
}

/** Hashes that show the tree of `older` leaves to be a beginning of the tree of `newer`. @throws Fault ledger.bad-range */
export async function consistencyProof(tx: Query, older: number, newer: number): Promise<Buffer[]> {
  if (!(older > 0 && older <= newer && Number.isSafeInteger(newer))) throw fault('bad-range');
  return consistencyPath(hashReader(tx), older, newer);
}

/**
 * What the person of `tag` may see of an entry, with its proof; without a tag, the open part alone.
 * @throws Fault ledger.not-sequenced when no checkpoint covers it yet.
 */
export async function discloseToSubject(
  tx: Query,
  entry: LedgerEntry,
  tag: Buffer | null,
): Promise<Disclosure> {
  const checkpoint = await latestCheckpoint(tx);
  if (entry.seq === null || entry.seq >= checkpoint.size) throw fault('not-sequenced');
  const inclusion = await inclusionProof(tx, entry.seq, checkpoint.size);
  return {
    format: DISCLOSURE_FORMAT,
    seq: entry.seq,
    open: entry.open,
    closed: hash('sha256', encodeClosed(entry.closed), 'base64url'),
    opening: tag && openingOf(entry, tag),
    inclusion: inclusion.map((each) => each.toString('base64url')),
    checkpoint: checkpoint.note,
  };
}

/** Opens one subject's commitment and no other: the nonces of the others stay with the salt. */
function openingOf({ tags, closed }: LedgerEntry, tag: Buffer): Disclosure['opening'] {
  const index = tags.findIndex((each) => each.equals(tag));
  if (index < 0) throw fault('not-found');
  const nonce = subjectNonce(Buffer.from(closed.salt, 'base64url'), index);
  return { index, nonce: Buffer.from(nonce, 'latin1').toString('base64url'), tag: tag.toString('base64url') };
}

/** The bucket hashes as far as this process has followed them, one copy a database. */
const followed = new WeakMap<object, BucketTree>();
/** How often a proof is tried when the ledger grows underneath, and how long to wait between. */
const MAX_TRIES = 12;
const RETRY_MS = 250;

/**
 * That the entries of the person of `tag`, as of the newest index leaf under the newest checkpoint, are these and no
 * others. Entries younger than that index are not in it (up to 5 s, 50 s under load).
 * @throws Fault ledger.no-checkpoint, ledger.not-sequenced, ledger.list-too-long
 */
export async function subjectProof(database: Database | Query, tag: Buffer): Promise<SubjectProof> {
  for (let tried = 0; tried < MAX_TRIES; tried++) {
    const proof = await tryProof(database, tag);
    if (proof) return proof;
    await sleep(RETRY_MS);
  }
  throw fault('not-sequenced');
}

/** The proof, or undefined when what was read belongs to two states of the index. */
async function tryProof(tx: Query, tag: Buffer): Promise<SubjectProof | undefined> {
  const checkpoint = await latestCheckpoint(tx);
  const tree = followed.get(tx) ?? new BucketTree();
  await tree.follow(tx, checkpoint.size);
  followed.set(tx, tree);
  const seq = tree.seq;
  if (seq >= checkpoint.size) return undefined;
  const number = bucketOf(tag.toString('latin1'));
  const siblings = tree.siblings(number);
  const hashed = tree.hashOf(number);
  const bucket = await readBucket(tx, number, seq);
  const rows = bucket.map(([label, commitment]) => label.toString('latin1') + commitment.toString('latin1'));
  if (bucketHash(rows) !== hashed.toString('latin1')) return undefined;
  const seqs = await selectChain(tx, tag, seq, MAX_SUBJECT_LEAVES + 1);
  if (seqs.length > MAX_SUBJECT_LEAVES) throw fault('list-too-long', { max: MAX_SUBJECT_LEAVES });
  const [index] = await selectIndexLeaves(tx, seq, 1);
  if (!index) return undefined;
  const text = (bytes: Buffer): string => bytes.toString('base64url');
  return {
    format: SUBJECT_PROOF_FORMAT,
    tag: text(tag),
    leaves: (await selectLeavesAt(tx, seqs)).map(text),
    bucket: bucket.map(([label, commitment]) => [text(label), text(commitment)]),
    siblings: siblings.map(text),
    index: indexLeafOf(index),
    inclusion: (await inclusionProof(tx, seq, checkpoint.size)).map(text),
    checkpoint: checkpoint.note,
  };
}

/** How often to look whether an entry is under a checkpoint. */
const AWAIT_POLL_MS = 100;

/**
 * Waits until the entry is under a signed checkpoint; answers with both.
 * @throws Fault ledger.not-found, ledger.not-sequenced when the time is over
 */
export async function awaitCheckpoint(
  tx: Query,
  entryId: string,
  timeoutMs: number,
): Promise<{ entry: LedgerEntry; checkpoint: LatestCheckpoint }> {
  for (let waitedMs = 0; ; waitedMs += AWAIT_POLL_MS) {
    const entry = await getEntryById(tx, entryId);
    const checkpoint = await selectCheckpoint(tx);
    if (checkpoint && entry.seq !== null && entry.seq < checkpoint.size) return { entry, checkpoint };
    if (waitedMs >= timeoutMs) throw fault('not-sequenced');
    await sleep(AWAIT_POLL_MS);
  }
}
