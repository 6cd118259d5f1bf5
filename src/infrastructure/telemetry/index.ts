export { countHere, createLogger, metrics, renderMetrics } from './telemetry.ts';
export type { Counts, Logger } from './telemetry.ts';
