import { compareResources } from '../plans/index.ts';
import type { Change, Comparison, FieldRule } from '../plans/index.ts';
import { fittingRules } from './convert.ts';
import type { ConversionRule, Side, StepKind } from './model.ts';

/** A field about whose stored values a standards officer has to decide, why, and what can be decided. */
export interface Need {
  readonly field: string;
  /** Whether the new declaration has the field. */
  readonly isGone: boolean;
  readonly reasons: readonly Change[];
  readonly steps: readonly StepKind[];
  readonly rules: readonly ConversionRule[];
  /** Codes that the new declaration no longer knows: each needs a new one when the codes are mapped. */
  readonly codesGone: readonly string[];
  readonly required: boolean;
  /** For a field that is gone: the new fields that can take its values, and how. */
  readonly targets: readonly { readonly field: string; readonly rules: readonly ConversionRule[] }[];
}

export interface Needed {
  readonly class: Comparison['class'];
  readonly needs: readonly Need[];
  /** What no plan can make: another data subject, another key. */
  readonly blocked: readonly Change[];
}

/** Which steps a change from one declaration to another takes. None for an identical or widening one. Pure. */
export function neededSteps(before: Side, after: Side): Needed {
  const { class: grade, changes } = compareResources(withValidator(before), withValidator(after));
  const grave = changes.filter((one) => one.class === 'narrowing' || one.class === 'breaking');
  const reasons = Map.groupBy(grave, ({ field }) => field);
  const needs = [...reasons].flatMap(([field, why]) =>
    field === null ? [] : [needOf({ before, after }, field, why)],
  );
  const order = [...after.rules, ...before.rules].map(({ field }) => field); // as declared, what is gone last
  needs.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return { class: grade, needs, blocked: reasons.get(null) ?? [] };
}

function withValidator({ table, rules }: Side) {
  return { table, validator: { resource: table.resource, fields: rules, schema: {} } };
}

export function ruleIn({ rules }: Side, field: string): FieldRule | undefined {
  return rules.find((rule) => rule.field === field);
}

function needOf(sides: Sides, field: string, reasons: readonly Change[]): Need {
  const [was, now] = [ruleIn(sides.before, field), ruleIn(sides.after, field)];
  const rules = was && now ? fittingRules(was, now) : [];
  return {
    field,
    isGone: now === undefined,
    reasons,
    steps: stepsFor(was, now, rules),
    rules,
    codesGone: was && now ? codesGone(was, now) : [],
    required: now?.required === true,
    targets: was && !now ? targetsFor(was, sides) : [],
  };
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

function targetsFor(was: FieldRule, { before, after }: Sides): Need['targets'] {
  return after.rules.flatMap((rule) => {
    const rules = ruleIn(before, rule.field) ? [] : fittingRules(was, rule);
    return rules.length > 0 ? [{ field: rule.field, rules }] : [];
  });
}

function stepsFor(
  was: FieldRule | undefined,
  now: FieldRule | undefined,
  rules: readonly ConversionRule[],
): StepKind[] {
  if (now === undefined) return ['drop', 'keep'];
  if (was === undefined) return ['default', 'rename'];
  const asIs = rules.includes('as-is');
  return [
    ...(rules.length > 0 ? (['convert'] as const) : []),
    ...(asIs && now.codes !== null ? (['map-codes'] as const) : []),
    ...(asIs && now.required && !was.required ? (['default'] as const) : []),
    'drop',
    'keep',
  ];
}

/** Codes of the old field that the new one doesn't take. */
export function codesGone(was: FieldRule, now: FieldRule): string[] {
  const known = new Set(now.codes?.values.map(({ code }) => code));
  if (now.codes === null || was.codes === null) return [];
  return [...new Set(was.codes.values.map(({ code }) => code))].filter((code) => !known.has(code));
}
