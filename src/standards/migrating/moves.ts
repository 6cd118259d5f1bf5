import type { FieldRule } from '../plans/index.ts';
import { ruleIn } from './needs.ts';
import type { MigrationPlan, Side, Step } from './model.ts';

/** How one field of the new declaration is filled from a stored row. */
export interface Filling {
  readonly field: string;
  readonly rule: FieldRule;
  /** The old field that its values come from; null when nothing comes over. */
  readonly source: string | null;
  readonly step: Step;
}

/** A migration plan between its two declarations: what is filled row by row, and what becomes of the old fields. */
export interface Migration {
  readonly before: Side;
  readonly after: Side;
  readonly fillings: readonly Filling[];
  /** Old fields whose column stays beside the new ones, unpublished. */
  readonly kept: readonly string[];
  /** Old fields whose column goes with its values. */
  readonly dropped: readonly string[];
}

/** Puts a plan between its declarations. It must have been found sound (`checkPlan`). Pure. */
export function openMigration(before: Side, after: Side, { fields }: MigrationPlan): Migration {
  const named = (kind: Step['step']) =>
    [...fields].filter(([, { step }]) => step === kind).map(([name]) => name);
  const fillings = [...fields].flatMap(([field, step]): Filling[] => {
    const rule = ruleIn(after, field);
    return rule === undefined ? [] : [{ field, rule, step, source: sourceOf(before, field, step) }];
  });
  return { before, after, fillings, kept: named('keep'), dropped: named('drop') };
}

/** The old field that a step takes values from. */
export function sourceOf(before: Side, field: string, { step, from }: Step): string | null {
  if (step === 'rename') return from;
  if (step === 'drop' || step === 'keep') return null;
  return ruleIn(before, field) === undefined ? null : field;
}
