/**
 * Finds the pairs of sets whose Jaccard similarity reaches a threshold, without comparing all pairs: two sets that are alike share
 * several of their few rarest tokens (prefix filter, Bayardo et al. 2007; several shared tokens asked for, Wang et al. 2012).
 * Exact below the limits, which bound hostile, templated input.
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
  /** Steps through the lists of sets that share a token, per set: ordinary texts take some hundreds, templates are endless. */
  steps: 4_000,
  /** Shared rare tokens asked for before two sets are compared: by far most that share one share no second. */
  shared: 3,
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
  const shared = Math.max(1, Math.min(similarLimits.shared, Math.ceil(threshold * least)));
  const sizes = Int32Array.from(ranked, ({ length }) => length);
  const counts = new Uint16Array(sets.length);
  const looking: Looking = { ranked, sizes, threshold, shared, postings: [], counts };
  const pairs: SimilarPair[] = [];
  for (const index of order) {
    const set = ranked[index] ?? new Int32Array();
    const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length) + shared);
    for (const { index: other, score } of matchesOf(set, prefix, looking))
      pairs.push({ a: Math.min(index, other), b: Math.max(index, other), score });
    for (const token of prefix) (looking.postings[token] ??= []).push(index);
  }
  return pairs;
}

interface Looking {
  readonly ranked: readonly Int32Array[];
  readonly sizes: Int32Array;
  readonly threshold: number;
  readonly shared: number;
  /** By token, the sets seen so far that have it in their prefix, smallest first. */
  readonly postings: (number[] | undefined)[];
  /** By set, the tokens of the present prefix that it shares; all zero between two calls. */
  readonly counts: Uint16Array;
}

interface Match {
  readonly index: number;
  readonly score: number;
}

function matchesOf(set: Int32Array, prefix: Int32Array, looking: Looking): Match[] {
  const { ranked, sizes, threshold, shared, postings, counts } = looking;
  const smallest = threshold * set.length;
  const matches: Match[] = [];
  const touched: number[] = [];
  let steps = 0;
  for (const token of prefix) {
    const posting = postings[token] ?? [];
    // From the end: sets were added by size, so that from the first one too small on all are.
    for (let at = posting.length - 1; at >= 0; at -= 1) {
      const other = posting[at] ?? 0;
      if ((sizes[other] ?? 0) < smallest) break;
      steps += 1;
      if (steps > similarLimits.steps || matches.length >= similarLimits.matches) break;
      const count = (counts[other] ?? 0) + 1;
      if (count === 1) touched.push(other);
      counts[other] = count;
      if (count !== shared) continue;
      const score = jaccard(set, ranked[other] ?? set);
      if (score >= threshold) matches.push({ index: other, score });
    }
  }
  for (const other of touched) counts[other] = 0;
  return matches;
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
