/**
 * Random numbers that are the same everywhere, for ever: a stream is named by (seed, stream, index), so that any part
 * of the population can be made on its own, in any order. For fiction only, never for secrets.
 */

/** 32-bit mixing of MurmurHash3: each bit of the input reaches each bit of the output. */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of two 32-bit numbers. */
export function mix2(a: number, b: number): number {
  return mix(Math.imul(mix(a), 0x9e3779b1) ^ (b | 0));
}

/** A table of weights made ready for picking. */
export interface Weighted<T> {
  readonly values: readonly T[];
  /** Running sums of the weights. */
  readonly sums: readonly number[];
}

/** Makes a table of weights ready. A weight of 0 is never picked. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  let sum = 0;
  const kept = entries.filter(([, weight]) => weight > 0);
  return { values: kept.map(([value]) => value), sums: kept.map(([, weight]) => (sum += weight)) };
}

/** A stream of random numbers (sfc32). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: number, stream: number, index: number) {
    this.#a = mix2(seed, stream);
    this.#b = mix2(stream ^ 0x5bd1e995, index);
    this.#c = mix2(this.#a, this.#b);
    for (let i = 0; i < 8; i++) this.next();
  }

  /** The next number, 0 ≤ x < 1. */
  next(): number {
    const t = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return at(values, Math.floor(this.next() * values.length));
  }

  weighted<T>(table: Weighted<T>): T {
    const { sums, values } = table;
    const target = this.next() * at(sums, sums.length - 1);
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(sums, middle) <= target) low = middle + 1;
      else high = middle;
    }
    return at(values, low);
  }

  /** The values in another order; the given array stays as it is. */
  shuffled<T>(values: readonly T[]): T[] {
    const result = [...values];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [at(result, j), at(result, i)];
    }
    return result;
  }
}

/** The value at an index that is known to exist; a mistake in the arithmetic fails at once, not later. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}
