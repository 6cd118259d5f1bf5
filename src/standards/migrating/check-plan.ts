import { validate } from '../plans/index.ts';
import type { FieldRule, ValidateOptions } from '../plans/index.ts';
import { fittingRules } from './convert.ts';
import { planFinding } from './findings.ts';
import { fallbackOf } from './fallback.ts';
import type { MigrationPlan, PlanFinding, Side, Step } from './model.ts';
import { codesGone, neededSteps, ruleIn } from './needs.ts';
import type { Need } from './needs.ts';
import { sourceOf } from './moves.ts';

interface Options extends Pick<ValidateOptions, 'at' | 'identifierCheck'> {
  /** Whether the regulations library has what a citation names; without it citations are taken as they are. */
  readonly isCited?: (citation: string) => boolean;
}

/**
 * Whether a plan says what becomes of every stored value that a change touches: each needed step, nothing else, each fitting its
 * field. Pure.
 */
export function checkPlan(before: Side, after: Side, plan: MigrationPlan, options: Options): PlanFinding[] {
  const { needs, blocked } = neededSteps(before, after);
  const { fields } = plan;
  const renamed = renamedIn(before, after, plan);
  const findings = blocked.map(({ zh, en }) =>
    planFinding('plan-impossible', '', { reason: zh, reasonEn: en }),
  );
  for (const need of needs)
    if (!fields.has(need.field) && !renamed.has(need.field)) findings.push(missing(need));
  for (const [field, step] of fields) {
    const need = needs.find((one) => one.field === field);
    const checked = { before, after, field, step, path: `fields.${field}` };
    const unfit = checkNeed(checked, need);
    findings.push(...(unfit.length > 0 ? unfit : checkStep(checked, plan, options)));
  }
  return findings;
}

/** Old fields whose values go to a field of another name. */
function renamedIn(before: Side, after: Side, { fields }: MigrationPlan): ReadonlySet<string> {
  const sources = [...fields.values()].flatMap(({ step, from }) => (step === 'rename' && from ? [from] : []));
  return new Set(sources.filter((from) => ruleIn(before, from) && !ruleIn(after, from)));
}

function missing({ field, reasons }: Need): PlanFinding {
  const reason = reasons.map(({ zh }) => zh).join('；');
  return planFinding('plan-missing', 'fields', {
    field,
    reason,
    reasonEn: reasons.map(({ en }) => en).join('; '),
  });
}

interface Checked {
  readonly before: Side;
  readonly after: Side;
  readonly field: string;
  readonly step: Step;
  readonly path: string;
}

function checkNeed({ before, after, field, step, path }: Checked, need: Need | undefined): PlanFinding[] {
  const isNew = ruleIn(before, field) === undefined && ruleIn(after, field) !== undefined;
  if (need === undefined)
    return isNew && step.step === 'rename' ? [] : [planFinding('plan-not-needed', path, { field })];
  if (need.steps.includes(step.step)) return [];
  return [planFinding('plan-wrong-step', `${path}.step`, { field, steps: need.steps.join(', ') })];
}

function checkStep(checked: Checked, plan: MigrationPlan, options: Options): PlanFinding[] {
  const { before, after, field, step, path } = checked;
  const now = ruleIn(after, field);
  const findings: PlanFinding[] = [];
  if (step.step === 'drop' && step.ground === null)
    findings.push(planFinding('plan-ground-needed', `${path}.ground`, { field }));
  const basis = step.ground?.basis ?? null;
  if (basis !== null && options.isCited?.(basis) === false)
    findings.push(planFinding('plan-basis-unknown', `${path}.ground.basis`, { basis }));
  if (now === undefined) return findings;
  if (step.step === 'rename') findings.push(...checkRename(checked, plan));
  const source = sourceOf(before, field, step);
  const was = source === null ? undefined : ruleIn(before, source);
  if (was === undefined) {
    if (now.required && step.fallback === null && step.step !== 'rename')
      findings.push(planFinding('plan-default-needed', `${path}.default`, { field }));
  } else findings.push(...checkComing(checked, was, now));
  return [...findings, ...checkFallback(checked, now, options)];
}

function checkRename(
  { before, after, field, step, path }: Checked,
  { fields }: MigrationPlan,
): PlanFinding[] {
  const from = step.from ?? '';
  const takers = [...fields.values()].filter((one) => one.step === 'rename' && one.from === from);
  const free = ruleIn(before, from) && !ruleIn(after, from) && !fields.has(from) && takers.length === 1;
  return free ? [] : [planFinding('plan-source-wrong', `${path}.from`, { from, field })];
}

/** Whether the values of an old field can become those of a new one. */
function checkComing({ before, field, step, path }: Checked, was: FieldRule, now: FieldRule): PlanFinding[] {
  const rules = fittingRules(was, now);
  const rule = step.rule ?? 'as-is';
  const findings: PlanFinding[] = [];
  if (!rules.includes(rule))
    findings.push(planFinding('plan-wrong-rule', `${path}.rule`, { field, rule, rules: rules.join(', ') }));
  if (before.table.subject?.[0] === was.field && (rule !== 'as-is' || step.codes.size > 0))
    findings.push(planFinding('plan-subject', path, { field }));
  const known = new Set(now.codes?.values.map(({ code }) => code));
  const targets = [...new Set(step.codes.values())].filter((code) => !known.has(code));
  if (targets.length > 0)
    findings.push(planFinding('plan-code-unknown', `${path}.codes`, { field, codes: some(targets) }));
  const uncovered = codesGone(was, now).filter((code) => !step.codes.has(code));
  if (uncovered.length > 0)
    findings.push(planFinding('plan-code-uncovered', `${path}.codes`, { field, codes: some(uncovered) }));
  return findings;
}

function some(codes: readonly string[]): string {
  return codes.slice(0, 8).join(', ') + (codes.length > 8 ? ' …' : '');
}

function checkFallback({ field, step, path }: Checked, now: FieldRule, options: Options): PlanFinding[] {
  if (step.fallback === null) return [];
  const alone = { ...now, when: null };
  const values = { [field]: fallbackOf(now, step.fallback) };
  const plan = { resource: '', fields: [alone], schema: {} };
  const [error] = validate(plan, values, { ...options, mode: 'change' }).errors;
  if (error === undefined) return [];
  const { zh, en } = error;
  return [planFinding('plan-default-wrong', `${path}.default`, { field, reason: zh, reasonEn: en })];
}
