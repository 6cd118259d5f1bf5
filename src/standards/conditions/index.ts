/** Conditions on records, as grants and agreements state them. Pure. */
export { fieldName, rowCondition, rowConditions, rowOperators } from './row-conditions.ts';
export type { RowCondition, RowOperator } from './row-conditions.ts';
