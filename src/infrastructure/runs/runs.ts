import { sleep } from '#infrastructure/clock/index.ts';

/** How often a process looks for a run to take, and how often a runner says that it lives. */
export interface RunIntervals {
  readonly pollMs: number;
  readonly heartbeatMs: number;
  /** A runner silent for so long has died; its run is taken over. */
  readonly silentMs: number;
}

export const usualIntervals: RunIntervals = { pollMs: 2000, heartbeatMs: 1000, silentMs: 30_000 };

export interface PollOptions {
  readonly signal: AbortSignal;
  readonly intervals?: RunIntervals;
  /** Hears what keeps a run from being taken or kept. */
  readonly failed?: (error: unknown) => void;
}

/** Calls `takeOne` again and again, one at a time, until told to stop. */
export async function pollRuns(
  { signal, intervals = usualIntervals, failed }: PollOptions,
  takeOne: (intervals: RunIntervals) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await takeOne(intervals);
    } catch (error) {
      failed?.(error);
    }
    await sleep(intervals.pollMs, signal);
  }
}

/**
 * The work's result, while `beat` is called at each heartbeat. `'stop'` when a beat says that the run is to end;
 * undefined when this process ends, so that another takes the run over. `ended` tells the work that nobody waits.
 */
export async function performRun<Result>(
  { signal, heartbeatMs }: { readonly signal: AbortSignal; readonly heartbeatMs: number },
  work: (ended: AbortSignal) => Promise<Result>,
  beat: () => Promise<{ stop: boolean }>,
): Promise<Result | 'stop' | undefined> {
  const ending = new AbortController();
  try {
    return await Promise.race([work(ending.signal), beats()]);
  } finally {
    ending.abort();
  }

  async function beats(): Promise<'stop' | undefined> {
    const both = AbortSignal.any([signal, ending.signal]);
    for (;;) {
      await sleep(heartbeatMs, both);
      if (both.aborted) return undefined;
      if ((await beat()).stop) return 'stop';
    }
  }
}
