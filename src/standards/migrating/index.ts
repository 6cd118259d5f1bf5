/** Migration plans: what becomes of stored rows when a declaration becomes narrower or another. Pure; no I/O. */
export { checkPlan } from './check-plan.ts';
export { convertPast, convertRow } from './convert-row.ts';
export type { ConvertedRow } from './convert-row.ts';
export { fittingRules } from './convert.ts';
export { conversionRules, stepKinds } from './model.ts';
export type {
  ConversionRule,
  Ground,
  MigrationPlan,
  PlanFinding,
  RowFailure,
  Side,
  Step,
  StepKind,
  Values,
} from './model.ts';
export { openMigration } from './moves.ts';
export type { Filling, Migration } from './moves.ts';
export { neededSteps } from './needs.ts';
export type { Need, Needed } from './needs.ts';
export { readPlan, readPlanText } from './read-plan.ts';
export type { ReadPlan } from './read-plan.ts';
export { beginSql, countSql, cutSql, fenceSql, keepSql, lockSql, nextSql, undoSql } from './sql.ts';
export { plainOf, readsOf, storedOf } from './stored-values.ts';
export type { Sealing } from './stored-values.ts';
