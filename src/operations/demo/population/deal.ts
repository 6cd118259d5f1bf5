/**
 * Deals kinds out to a numbered series in a fixed rhythm, so that the kind of the n-th, and how many of its kind came
 * before it, are arithmetic: numbers that must be unique within a kind need no counter.
 */
export interface Deal<T> {
  readonly rhythm: readonly T[];
  /** For each place of the rhythm, how many of the same kind stand before it. */
  readonly before: readonly number[];
  /** For each place, how many of its kind the whole rhythm has. */
  readonly ofKind: readonly number[];
}

export interface Dealt<T> {
  readonly kind: T;
  /** Place among those of its kind, from 0. */
  readonly rank: number;
}

/** Spreads kinds over `length` places by weight, the richest in credit first. */
export function dealOf<T>(kinds: readonly (readonly [T, number])[], length: number): Deal<T> {
  const total = kinds.reduce((sum, [, weight]) => sum + weight, 0);
  const purses = kinds.map(([kind, weight]) => ({ kind, share: weight / total, credit: 0 }));
  const rhythm: T[] = [];
  for (let place = 0; place < length; place++) {
    for (const purse of purses) purse.credit += purse.share;
    const richest = purses.reduce((best, purse) => (purse.credit > best.credit ? purse : best));
    richest.credit -= 1;
    rhythm.push(richest.kind);
  }
  const before = rhythm.map((kind, i) => rhythm.slice(0, i).filter((other) => other === kind).length);
  const ofKind = rhythm.map((kind) => rhythm.filter((other) => other === kind).length);
  return { rhythm, before, ofKind };
}

/** What the n-th (from 0) is, and its rank among its kind. */
export function dealt<T>(deal: Deal<T>, n: number): Dealt<T> {
  const place = n % deal.rhythm.length;
  const round = Math.floor(n / deal.rhythm.length);
  return {
    kind: deal.rhythm[place] as T,
    rank: round * (deal.ofKind[place] as number) + (deal.before[place] as number),
  };
}
