import { prefixes } from './index-leaf.ts';

type Hash = (bytes: Uint8Array) => Uint8Array;

/** The hash of a leaf, RFC 6962 section 2.1: `data` after a zero byte. */
export function leafHashOf(hash: Hash, data: string): Uint8Array {
  const bytes = new TextEncoder().encode(data);
  const input = new Uint8Array(1 + bytes.length);
  input[0] = prefixes.leaf;
  input.set(bytes, 1);
  return hash(input);
}

/**
 * The root of RFC 6962 section 2.1 over leaf hashes, for trees that are small enough to be held whole. (The ledger's writer keeps
 * tiles, its verifier grows the tree leaf by leaf: each has its own way, on purpose.)
 */
export function treeRoot(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return hash(new Uint8Array());
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = treeRoot(hash, leaves.slice(0, split));
  return hash(Uint8Array.of(prefixes.node, ...left, ...treeRoot(hash, leaves.slice(split))));
}
