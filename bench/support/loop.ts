/** Closed loops: a number of callers, each starting its next call when the last has ended. */
import type { Figures } from './bench.ts';
import { Latencies } from './latencies.ts';

export interface Loop {
  /** Calls under way at once. */
  readonly callers: number;
  readonly seconds: number;
  /** Calls made and forgotten before counting, so that code is compiled and connections are open. */
  readonly warmUpSeconds?: number;
  /** One call; fails when the work was not done. `caller` is 0 to callers - 1, `n` counts all calls. */
  call(caller: number, n: number): Promise<void>;
}

/** Runs the loop and gives rate and latencies. A call that fails ends the bench: half-done work has no rate. */
export async function measureLoop(loop: Loop): Promise<Figures> {
  await runFor(loop, loop.warmUpSeconds ?? Math.min(2, loop.seconds / 4), new Latencies());
  const latencies = new Latencies();
  const seconds = await runFor(loop, loop.seconds, latencies);
  return latencies.figures(seconds);
}

async function runFor(loop: Loop, seconds: number, latencies: Latencies): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let n = 0;
  const caller = async (_: unknown, index: number): Promise<void> => {
    for (let started = performance.now(); started < end; started = performance.now()) {
      await loop.call(index, n++);
      latencies.add(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: loop.callers }, caller));
  return (performance.now() - begun) / 1000;
}
