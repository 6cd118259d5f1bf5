export { eraseWithRecords, lookForErasuresMs } from './attachments/erase-with-records.ts';
export { openQuality } from './open-quality.ts';
export type { Quality } from './quality.ts';
export { routes } from './routes.ts';
export { performRuns } from './runs/perform-runs.ts';
export { lookForDueRunsMs, scheduleRuns } from './runs/schedule-runs.ts';
export { openPartReader } from './rules/part-reader.ts';
