export { digestOfRequest, nameOfKey } from './digests.ts';
export { fault as onceFault } from './errors.ts';
export { keptDays, once, sweepKept } from './once.ts';
export type { Sent } from './once.ts';
