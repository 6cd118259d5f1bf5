export { arrayLiteral } from './array-literal.ts';
export { copyText } from './copy-text.ts';
export { openDatabase, isConnectionLoss, isUndefinedColumn, isUniqueViolation } from './database.ts';
export type { Database, DatabaseOptions, Tx } from './database.ts';
export { follow } from './follow.ts';
export type { Following, FollowOptions } from './follow.ts';
