/** Proofs that a person or another agency checks on their own, in the browser too. */
import {
  INDEX_DEPTH,
  LABEL_BYTES,
  fromBase64Url,
  parseDisclosure,
  parseSubjectProof,
  prefixes,
  readUint32,
  toBase64Url,
} from '#standards/ledger/index.ts';
import type { Checkpoint, Disclosure, NoteKey, SubjectProof } from '#standards/ledger/index.ts';
import { readKeys, verifyCheckpoint } from './checkpoint.ts';
import { finding } from './findings.ts';
import type { Finding } from './findings.ts';
import { commitmentOf, leafOfIndex, leafOfOpen } from './leaves.ts';
import { hashParts, sameBytes, verifyConsistency, verifyInclusion } from './merkle.ts';
import { sha256 } from './sha256.ts';
import type { Hash } from './sha256.ts';

export interface Trust {
  /** Verification keys of the ledger, one line each, from a source other than the proof. */
  readonly keys: readonly string[];
  /** A faster SHA-256, if the caller has one. */
  readonly hash?: Hash;
}

export interface ProofResult {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** The checkpoint that the proof stands on; present when its signature holds. */
  readonly checkpoint?: Checkpoint;
}

const failed = (found: Finding, checkpoint?: Checkpoint): ProofResult => ({
  ok: false,
  findings: [found],
  ...(checkpoint ? { checkpoint } : {}),
});
const passed = (checkpoint: Checkpoint): ProofResult => ({ ok: true, findings: [], checkpoint });

/** Bytes of a text that a parser has checked. */
const bytes = (text: string): Uint8Array => fromBase64Url(text) as Uint8Array;

/** That an entry is in the signed tree and, if the disclosure opens one, concerns the holder of that tag. */
export async function verifyDisclosure(input: unknown, { keys, hash = sha256 }: Trust): Promise<ProofResult> {
  const disclosure = parseDisclosure(input);
  if (!disclosure) return failed(finding('format', { what: 'disclosure' }));
  const trusted = readKeys(keys);
  if (trusted.finding) return failed(trusted.finding);
  const signed = await verifyCheckpoint(disclosure.checkpoint, trusted.value);
  if (signed.finding) return failed(signed.finding);
  const leaf = leafOfOpen(hash, disclosure.open, disclosure.closed);
  const { seq, inclusion } = disclosure;
  if (!verifyInclusion(hash, leaf, seq, signed.value.size, inclusion.map(bytes), signed.value.root))
    return failed(finding('inclusion', { seq, id: disclosure.open.id }), signed.value);
  if (!opens(hash, disclosure))
    return failed(finding('subject-opening', { seq, id: disclosure.open.id }), signed.value);
  return passed(signed.value);
}

function opens(hash: Hash, { open, opening }: Disclosure): boolean {
  if (!opening) return true;
  return commitmentOf(hash, bytes(opening.nonce), bytes(opening.tag)) === open.subjects[opening.index];
}

/** That a person's entries, up to the proof's index leaf, are exactly `leaves`. */
export async function verifySubjectProof(
  input: unknown,
  { keys, hash = sha256 }: Trust,
): Promise<ProofResult> {
  const proof = parseSubjectProof(input);
  if (!proof) return failed(finding('format', { what: 'subject proof' }));
  const trusted = readKeys(keys);
  if (trusted.finding) return failed(trusted.finding);
  return checkSubjectProof(hash, proof, trusted.value);
}

async function checkSubjectProof(
  hash: Hash,
  proof: SubjectProof,
  keys: readonly NoteKey[],
): Promise<ProofResult> {
  const signed = await verifyCheckpoint(proof.checkpoint, keys);
  if (signed.finding) return failed(signed.finding);
  const { size, root } = signed.value;
  const { seq } = proof.index;
  if (!verifyInclusion(hash, leafOfIndex(hash, proof.index), seq, size, proof.inclusion.map(bytes), root))
    return failed(finding('inclusion', { seq }), signed.value);
  if (!sameBytes(indexRootOf(hash, proof), bytes(proof.index.root)) || !bucketHolds(hash, proof))
    return failed(finding('subject-bucket'), signed.value);
  return passed(signed.value);
}

/** From the bucket's rows up to the root. */
function indexRootOf(hash: Hash, { tag, bucket, siblings }: SubjectProof): Uint8Array {
  const rows = bucket.flatMap(([label, commitment]) => [bytes(label), bytes(commitment)]);
  let computed = hashParts(hash, prefixes.bucket, ...rows);
  const number = readUint32(bytes(tag)) >>> 16;
  for (let level = 0; level < INDEX_DEPTH; level++) {
    const beside = bytes(siblings[level] as string);
    const pair = (number >> level) % 2 === 1 ? [beside, computed] : [computed, beside];
    computed = hashParts(hash, prefixes.indexNode, ...pair);
  }
  return computed;
}

/** Whether the bucket states exactly this list for this tag: one row with its commitment, or none for an empty list. */
function bucketHolds(hash: Hash, { tag, leaves, bucket }: SubjectProof): boolean {
  const ascending = bucket.every(([label], at) => at === 0 || isBelow(bucket[at - 1]?.[0] ?? '', label));
  if (!ascending) return false; // else a second row of the same person could hide behind the first
  const label = hashParts(hash, prefixes.label, bytes(tag)).slice(0, LABEL_BYTES);
  const own = bucket.find((row) => sameBytes(bytes(row[0]), label));
  if (leaves.length === 0) return own === undefined;
  let head: Uint8Array = new Uint8Array(32);
  for (const leaf of leaves) head = hashParts(hash, prefixes.chain, head, bytes(leaf));
  const count = new Uint8Array(8);
  new DataView(count.buffer).setBigUint64(0, BigInt(leaves.length));
  const commitment = hashParts(hash, prefixes.commitment, bytes(tag), count, head);
  return own !== undefined && sameBytes(bytes(own[1]), commitment);
}

/** Whether one label's bytes come before another's: hexadecimal sorts as bytes do, base64 doesn't. */
function isBelow(a: string, b: string): boolean {
  const hex = (text: string): string =>
    Array.from(bytes(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex(a) < hex(b);
}

/**
 * That a list of disclosures is a person's whole list as of the proof's index leaf: each is proven, each opens to the
 * proof's tag, every leaf of the proof is there once. Entries younger than the index may come on top.
 */
export async function verifySubjectList(
  disclosures: readonly unknown[],
  input: unknown,
  trust: Trust,
): Promise<ProofResult> {
  const result = await verifySubjectProof(input, trust);
  if (!result.ok) return result;
  const proof = input as SubjectProof;
  const hash = trust.hash ?? sha256;
  const missing = new Set(proof.leaves);
  for (const item of disclosures) {
    const each = await verifyDisclosure(item, trust);
    if (!each.ok) return each;
    const { open, closed, opening, seq } = item as Disclosure;
    if (opening?.tag !== proof.tag)
      return failed(finding('subject-opening', { seq, id: open.id }), each.checkpoint);
    const leaf = toBase64Url(leafOfOpen(hash, open, closed));
    if (!missing.delete(leaf) && seq < proof.index.seq)
      return failed(finding('subject-incomplete', { seq, id: open.id }), result.checkpoint);
  }
  return missing.size === 0 ? result : failed(finding('subject-incomplete'), result.checkpoint);
}

/** That a newer checkpoint continues an older one. `proof` holds hashes in base64url. */
export async function verifyGrowth(
  older: string,
  newer: string,
  proof: readonly string[],
  { keys, hash = sha256 }: Trust,
): Promise<ProofResult> {
  const trusted = readKeys(keys);
  if (trusted.finding) return failed(trusted.finding);
  const [first, second] = [
    await verifyCheckpoint(older, trusted.value),
    await verifyCheckpoint(newer, trusted.value),
  ];
  if (first.finding) return failed(first.finding);
  if (second.finding) return failed(second.finding);
  const hashes = proof.map((text) => fromBase64Url(text) ?? new Uint8Array());
  const [a, b] = [first.value, second.value];
  const grown = a.origin === b.origin && verifyConsistency(hash, a.size, b.size, hashes, a.root, b.root);
  return grown ? passed(b) : failed(finding('consistency'), b);
}
