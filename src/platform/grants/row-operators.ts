import type { RowCondition } from '#security/access/index.ts';

/** How a condition compares: equal, one of several, between two ends, beginning with. */
export const rowOperators = [
  'eq',
  'in',
  'range',
  'prefix',
] as const satisfies readonly RowCondition['operator'][];
export type RowOperator = (typeof rowOperators)[number];
