/**
 * Finds all pairs of sets whose Jaccard similarity reaches a threshold, without comparing all pairs: two sets that are alike share
 * one of their few rarest tokens (prefix filter, Bayardo et al. 2007). Exact below the limits, which bound hostile, templated input.
 */
export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  /** Shared tokens by all tokens, 0 to 1. */
  readonly score: number;
}

export const similarLimits = {
  /** Matches looked for per set: a third near-duplicate tells a reader nothing that the first two don't. */
  matches: 3,
  /** Sets compared with one: a rare token names a handful; where thousands share it, the texts are templates. */
  candidates: 2_000,
} as const;

/** Pairs of positions in `sets`, `a` < `b`, for sets of at least `least` tokens. */
export function similarPairs(
  sets: readonly (readonly string[])[],
  threshold: number,
  least: number,
): SimilarPair[] {
  const ranked = byRarity(sets);
  const order = [...ranked.keys()]
    .filter((index) => (ranked[index]?.length ?? 0) >= least)
    .toSorted((x, y) => (ranked[x]?.length ?? 0) - (ranked[y]?.length ?? 0) || x - y);
  const postings = new Map<number, Posting>();
  const pairs: SimilarPair[] = [];
  for (const index of order) {
    const set = ranked[index];
    if (set === undefined) continue;
    const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length) + 1);
    for (const other of matchesOf(index, prefix, ranked, postings, threshold)) {
      const { score } = other;
      pairs.push({ a: Math.min(index, other.index), b: Math.max(index, other.index), score });
    }
    for (const token of prefix) {
      const posting = postings.get(token);
      if (posting === undefined) postings.set(token, { first: 0, sets: [index] });
      else posting.sets.push(index);
    }
  }
  return pairs;
}

/** Sets that have a token, smallest first; those before `first` are too small for every set still to come. */
interface Posting {
  first: number;
  readonly sets: number[];
}

function* matchesOf(
  index: number,
  prefix: Int32Array,
  ranked: readonly Int32Array[],
  postings: ReadonlyMap<number, Posting>,
  threshold: number,
): Iterable<{ readonly index: number; readonly score: number }> {
  const set = ranked[index] ?? new Int32Array();
  const smallest = threshold * set.length;
  const seen = new Set<number>();
  let matches = 0;
  for (const token of prefix) {
    const posting = postings.get(token);
    if (posting === undefined) continue;
    while ((ranked[posting.sets[posting.first] ?? -1]?.length ?? Infinity) < smallest) posting.first += 1;
    for (let at = posting.first; at < posting.sets.length; at += 1) {
      const other = posting.sets[at] ?? -1;
      if (seen.has(other)) continue;
      if (seen.size >= similarLimits.candidates) return;
      seen.add(other);
      const score = jaccard(set, ranked[other] ?? set);
      if (score < threshold) continue;
      yield { index: other, score };
      matches += 1;
      if (matches >= similarLimits.matches) return;
    }
  }
}

/** Each set as the ranks of its tokens, rarest first. */
function byRarity(sets: readonly (readonly string[])[]): Int32Array[] {
  const counts = new Map<string, number>();
  for (const set of sets) for (const token of set) counts.set(token, (counts.get(token) ?? 0) + 1);
  const tokens = [...counts].toSorted(([x, m], [y, n]) => m - n || (x < y ? -1 : 1));
  const ranks = new Map(tokens.map(([token], rank) => [token, rank]));
  return sets.map((set) => Int32Array.from(new Set(set), (token) => ranks.get(token) ?? 0).toSorted());
}

function jaccard(x: Int32Array, y: Int32Array): number {
  let shared = 0;
  let at = 0;
  for (const token of x) {
    while (at < y.length && (y[at] ?? 0) < token) at += 1;
    if (y[at] === token) shared += 1;
  }
  return shared / (x.length + y.length - shared);
}
