export { performRun, pollRuns, usualIntervals } from './runs.ts';
export type { PollOptions, RunIntervals } from './runs.ts';
export { startThread } from './thread.ts';
export type { RunningThread } from './thread.ts';
