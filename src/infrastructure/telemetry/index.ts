export { createLogger, metrics, renderMetrics } from './telemetry.ts';
export type { Logger } from './telemetry.ts';
