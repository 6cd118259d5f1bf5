export { buildApp } from './build-app.ts';
export type { AppOptions } from './build-app.ts';
export { parseJson } from './parse-json.ts';
export { problemOf } from './problem.ts';
export type { Problem } from './problem.ts';
export { fault as httpFault } from './errors.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export { idempotencyHeaders } from './idempotency.ts';
export type { IdempotencyHeaders } from './idempotency.ts';
