export type { Oversight } from './oversight.ts';
export { registerOversight } from './register-oversight.ts';
export type { OversightParts } from './register-oversight.ts';
export { oversightRoutes } from './routes.ts';
export { runVerifications } from './run-verifications.ts';
export type { RunIntervals, RunnerOptions } from './run-verifications.ts';
export { parseOversightSettings } from './settings.ts';
export type { OversightSettings } from './settings.ts';
