/**
 * What the browser checks of a list of accesses, with the verifier's code and nothing of the server's but hashes.
 * Pure but for `growth`, which fetches the hashes between two checkpoints.
 */
import { encodeEntry, prefixes, toBase64Url } from '#standards/ledger/index.ts';
import type { Checkpoint, Disclosure } from '#standards/ledger/index.ts';
import {
  finding,
  readKeys,
  sha256,
  verifyCheckpoint,
  verifyDisclosure,
  verifyGrowth,
  verifySubjectProof,
} from '#verifier/index.ts';
import type { Finding } from '#verifier/index.ts';
import type { AccessWire, CompletenessWire } from '../../schema.ts';

/** What this browser remembers from an earlier visit. */
export interface Known {
  /** A signed checkpoint. */
  readonly checkpoint: string | null;
  /** The person's own tag. */
  readonly tag: string | null;
}

export interface Evidence {
  /** Newest first, from the first page on. */
  readonly accesses: readonly AccessWire[];
  /** Fetched before the accesses, so that it holds nothing they lack. */
  readonly completeness: CompletenessWire;
  /** Verification keys that this browser trusts. */
  readonly keys: readonly string[];
  readonly known: Known;
  readonly growth: (from: number, to: number) => Promise<readonly string[]>;
}

export interface ItemResult {
  readonly state: 'proven' | 'pending' | 'broken' | 'unchecked';
  readonly findings: readonly Finding[];
}

export interface Report {
  readonly items: ReadonlyMap<number, ItemResult>;
  readonly list: {
    readonly state: 'complete' | 'partial' | 'broken' | 'unchecked';
    readonly findings: readonly Finding[];
    /** Entries that the ledger holds for the person, as of `at`. */
    readonly total: number;
    /** How many of them are shown. */
    readonly shown: number;
    readonly at: string;
  };
  readonly growth: {
    readonly state: 'first' | 'grown' | 'broken' | 'unchecked';
    readonly from: number;
    readonly to: number;
  };
  readonly person: 'same' | 'changed';
  /** The newest checkpoint that all of it stands on. */
  readonly checkpoint: (Checkpoint & { readonly note: string }) | null;
  /** Nothing is broken; pending items are none the worse. */
  readonly ok: boolean;
}

/** Checks everything that one visit can check. Rejects only when `growth` does. */
export async function checkAccesses(evidence: Evidence): Promise<Report> {
  const { accesses, completeness, keys, known } = evidence;
  const items = new Map<number, ItemResult>();
  for (const access of accesses) items.set(access.seq, await checkItem(access, completeness.tag, keys));
  const proof = await verifySubjectProof(completeness, { keys });
  const list = proof.ok
    ? matchList(accesses, items, completeness)
    : { state: stateOf(proof.findings), findings: proof.findings, shown: 0 };
  const { growth, checkpoint } = await checkGrowth(evidence);
  const person = known.tag === null || known.tag === completeness.tag ? 'same' : 'changed';
  const states = [...items.values(), list, growth].map(({ state }) => state);
  const ok =
    person === 'same' &&
    checkpoint !== null &&
    !states.some((state) => state === 'broken' || state === 'unchecked');
  return {
    items,
    list: { ...list, total: completeness.leaves.length, at: completeness.index.at },
    growth,
    person,
    checkpoint,
    ok,
  };
}

/** A browser without Ed25519 has found nothing wrong: it could not look. */
function stateOf(findings: readonly Finding[]): 'broken' | 'unchecked' {
  return findings.every(({ code }) => code === 'no-crypto') ? 'unchecked' : 'broken';
}

async function checkItem(access: AccessWire, tag: string, keys: readonly string[]): Promise<ItemResult> {
  const { disclosure, seq } = access;
  if (!disclosure) return { state: 'pending', findings: [] };
  const result = await verifyDisclosure(disclosure, { keys });
  if (!result.ok) return { state: stateOf(result.findings), findings: result.findings };
  if (disclosure.seq === seq && disclosure.opening?.tag === tag) return { state: 'proven', findings: [] };
  return { state: 'broken', findings: [finding('subject-opening', { seq, id: disclosure.open.id })] };
}

/**
 * Newest first, the list must be the proof's chain read backwards, without a gap from its end on. Only entries younger
 * than the proof's index may stand before it.
 */
function matchList(
  accesses: readonly AccessWire[],
  items: ReadonlyMap<number, ItemResult>,
  { leaves, index }: CompletenessWire,
): { state: 'complete' | 'partial' | 'broken'; findings: Finding[]; shown: number } {
  let shown = 0;
  for (const { seq, disclosure } of accesses) {
    const expected = leaves[leaves.length - 1 - shown];
    if (disclosure && items.get(seq)?.state === 'proven' && leafOf(disclosure) === expected) shown += 1;
    else if (shown > 0 || (disclosure !== null && seq < index.seq))
      return { state: 'broken', findings: [finding('subject-incomplete', { seq })], shown };
  }
  if (shown === 0 && leaves.length > 0)
    return { state: 'broken', findings: [finding('subject-incomplete')], shown };
  return { state: shown === leaves.length ? 'complete' : 'partial', findings: [], shown };
}

function leafOf({ open, closed }: Pick<Disclosure, 'open' | 'closed'>): string {
  const data = new TextEncoder().encode(encodeEntry(open, closed));
  const input = new Uint8Array(1 + data.length);
  input[0] = prefixes.leaf;
  input.set(data, 1);
  return toBase64Url(sha256(input));
}

/** All checkpoints of this visit, and the one remembered, must be states of one and the same growing ledger. */
async function checkGrowth(evidence: Evidence): Promise<Pick<Report, 'growth' | 'checkpoint'>> {
  const { accesses, completeness, keys, known, growth } = evidence;
  const nothing = { from: 0, to: 0 };
  const trusted = readKeys(keys);
  if (trusted.finding) return { growth: { state: 'broken', ...nothing }, checkpoint: null };
  const seen = [
    completeness.checkpoint,
    ...accesses.flatMap(({ disclosure }) => disclosure?.checkpoint ?? []),
  ];
  const notes = [...new Set(known.checkpoint === null ? seen : [known.checkpoint, ...seen])];
  const steps: (Checkpoint & { note: string })[] = [];
  for (const note of notes) {
    const { value, finding: found } = {
      value: undefined,
      finding: undefined,
      ...(await verifyCheckpoint(note, trusted.value)),
    };
    if (!value)
      return { growth: { state: found ? stateOf([found]) : 'broken', ...nothing }, checkpoint: null };
    steps.push({ ...value, note });
  }
  const before = known.checkpoint === null ? undefined : steps[0];
  const now = steps.slice(before ? 1 : 0).reduce((newest, step) => (step.size > newest.size ? step : newest));
  const from = before?.size ?? 0;
  const ordered = steps.toSorted((a, b) => a.size - b.size);
  let whole = from <= now.size;
  for (const [at, newer] of ordered.entries()) {
    const older = ordered[at - 1];
    if (!whole || !older) continue;
    const hashes = older.size === newer.size ? [] : await growth(older.size, newer.size);
    whole = (await verifyGrowth(older.note, newer.note, hashes, { keys })).ok;
  }
  const state = !whole ? 'broken' : before ? 'grown' : 'first';
  return { growth: { state, from, to: now.size }, checkpoint: now };
}
