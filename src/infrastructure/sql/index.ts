export { openDatabase, isUniqueViolation, isConnectionLoss } from './database.ts';
export type { Database, DatabaseOptions, Tx } from './database.ts';
