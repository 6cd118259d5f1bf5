export { openPurposes } from './purposes.ts';
export type { Facts, OpenPurpose, PurposeKind, PurposeQuestion, Purposes } from './purposes.ts';
export { grantActions, grantsFor, lapsedGrantFor, noGrants } from './grants.ts';
export type { Grant, GrantAction, GrantHolder, GrantQuestion, Grants, LapsedGrant } from './grants.ts';
export { actions, openDecisionPoint } from './decide.ts';
export type { Action, Decision, DecisionPoint, DecisionRequest, ProtectedResource } from './decide.ts';
export {
  budgetsReloadMs,
  leastAlarmRecords,
  openBudgets,
  secondsToRenewal,
  sweepBudgets,
} from './budgets.ts';
export type { Budget, BudgetAlarm, Budgets, OverBudget, Spending } from './budgets.ts';
export { parseBudgets, publishBudgets } from './publish-budgets.ts';
export { publishPolicies } from './publish-policies.ts';
export { followPolicies, policiesRecheckMs } from './policies-in-force.ts';
export { policySeal } from './policy-seal.ts';
export type { PolicySeal } from './policy-seal.ts';
export type { PoliciesInForce } from './policies-in-force.ts';
export { listPolicySets } from './sql.ts';
export type { PolicySource } from './policy-source.ts';
export { validatePolicies } from './cedar.ts';
export { routes } from './routes.ts';
