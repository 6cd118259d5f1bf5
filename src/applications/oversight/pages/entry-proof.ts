/** The proof of an entry step by step, so that an auditor sees each hash and not only the verdict. */
import { encodeClosed, encodeEntry, fromBase64Url, prefixes, toBase64Url } from '#standards/ledger/index.ts';
import { sha256, verifyDisclosure } from '#verifier/index.ts';
import type { ProofResult } from '#verifier/index.ts';
import type { DisclosureWire, EntryDetailWire } from '../schema.ts';

export interface EntryCheck {
  /** The closed part that is shown has the digest that the leaf holds. */
  readonly closed: { readonly ok: boolean; readonly hash: string };
  /** The leaf hash computed from what is shown. */
  readonly leaf: { readonly ok: boolean; readonly hash: string };
  /** Hashes on the way from the leaf to the root, the root last. */
  readonly path: readonly string[];
  readonly result: ProofResult;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function hashOf(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const input = new Uint8Array(parts.reduce((length, part) => length + part.length, 1));
  input[0] = prefix;
  let at = 1;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return sha256(input);
}

/** Computes everything anew from the entry as it is shown, and lets the verifier judge the proof. */
export async function checkEntry(
  detail: EntryDetailWire,
  proof: DisclosureWire,
  keys: readonly string[],
): Promise<EntryCheck> {
  const closed = toBase64Url(sha256(utf8(encodeClosed(detail.closed))));
  const leaf = hashOf(prefixes.leaf, utf8(encodeEntry(detail.open, closed)));
  const result = await verifyDisclosure({ ...proof, open: detail.open, closed }, { keys });
  return {
    closed: { ok: closed === proof.closed, hash: closed },
    leaf: { ok: toBase64Url(leaf) === detail.leaf, hash: toBase64Url(leaf) },
    path: result.checkpoint ? climb(leaf, proof.seq, result.checkpoint.size, proof.inclusion) : [],
    result,
  };
}

/** The hashes that RFC 9162 section 2.1.3.2 joins, from below; for showing only, the verifier has its own. */
function climb(leaf: Uint8Array, seq: number, size: number, inclusion: readonly string[]): string[] {
  let node = leaf;
  let [place, last] = [seq, size - 1];
  const way: string[] = [];
  for (const text of inclusion) {
    const beside = fromBase64Url(text) ?? new Uint8Array();
    if (place % 2 === 1 || place === last) {
      node = hashOf(prefixes.node, beside, node);
      while (place % 2 === 0 && place > 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else node = hashOf(prefixes.node, node, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    way.push(toBase64Url(node));
  }
  return way;
}
