/** Latencies of many requests, kept as a histogram: constant memory, percentiles within 1%. */
import type { Figures } from './bench.ts';

/** Each bucket is 1% wider than the one before; the first ends at 1 µs, the last above an hour. */
const growth = 1.01;
const bucketCount = 2300;

export class Latencies {
  readonly #buckets = new Uint32Array(bucketCount);
  #count = 0;
  #sumMs = 0;
  #maxMs = 0;

  /** Adds one latency in milliseconds. */
  add(ms: number): void {
    const bucket = ms <= 0.001 ? 0 : Math.ceil(Math.log(ms * 1000) / Math.log(growth));
    const index = Math.min(bucket, bucketCount - 1);
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sumMs += ms;
    this.#maxMs = Math.max(this.#maxMs, ms);
  }

  get count(): number {
    return this.#count;
  }

  /** The latency in milliseconds that a share of all requests (0 to 1) did not exceed. NaN when there were none. */
  percentileMs(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (let index = 0; index < bucketCount; index += 1) {
      seen += this.#buckets[index] ?? 0;
      if (seen >= rank) return Math.min(growth ** index / 1000, this.#maxMs);
    }
    return Number.NaN;
  }

  /** Rate and percentiles over `seconds`. */
  figures(seconds: number): Figures {
    return {
      count: this.#count,
      perSecond: round(this.#count / seconds),
      meanMs: round(this.#sumMs / this.#count),
      p50Ms: round(this.percentileMs(0.5)),
      p95Ms: round(this.percentileMs(0.95)),
      p99Ms: round(this.percentileMs(0.99)),
      maxMs: round(this.#maxMs),
    };
  }
}

/** Three significant decimals are more than a shared machine can tell. */
function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000;
}
