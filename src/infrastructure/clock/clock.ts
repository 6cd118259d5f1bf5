import { setTimeout as wait } from 'node:timers/promises';

let read: () => number = () => Date.now();

/** The present instant. The only place in the product that reads the clock (conventions 11). */
export function now(): Date {
  return new Date(read());
}

/** The present instant in milliseconds since 1970-01-01 UTC. */
export function nowMs(): number {
  return read();
}

/** Milliseconds that only ever grow, for durations; unrelated to the wall clock. */
export function monotonicMs(): number {
  return performance.now();
}

/** Replaces the clock for a test; returns the function that puts the real one back. */
export function setClock(clock: () => number): () => void {
  read = clock;
  return () => {
    read = () => Date.now();
  };
}

/** Waits; ends early, without error, when the signal aborts. */
export async function sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(durationMs, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
}
