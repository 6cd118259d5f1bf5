import { validate } from '../plans/index.ts';
import type { FieldRule, ValidateOptions, ValidationError } from '../plans/index.ts';
import { convertValue, unconvertible } from './convert.ts';
import { fallbackOf } from './fallback.ts';
import type { RowFailure, Values } from './model.ts';
import type { Filling, Migration } from './moves.ts';

export interface ConvertedRow {
  /** By new field: each filled one. */
  readonly values: Values;
  /** Why the row can't come over; its values are then not to be used. */
  readonly failures: readonly RowFailure[];
}

type Options = Pick<ValidateOptions, 'at' | 'identifierCheck'>;

/**
 * A stored row as the new declaration has it: the filled fields, validated by its rules together with what they depend on. A code
 * that is no longer in force stays what it is, as long as the list knows it: it was in force when it was written. Pure.
 */
export function convertRow(migration: Migration, row: Values, options: Options): ConvertedRow {
  const failures: RowFailure[] = [];
  const converted: Record<string, unknown> = {};
  for (const filling of migration.fillings) {
    const value = fill(filling, row);
    if (value === unconvertible) failures.push(cannotConvert(filling));
    converted[filling.field] = value === unconvertible ? null : value;
  }
  if (failures.length > 0) return { values: converted, failures };
  const { values, errors } = examine(migration, row, converted, options);
  return { values, failures: errors.map(failureOf) };
}

/**
 * A past version by the same rules. It is evidence of what was known, so nothing refuses it: what can't come over is left empty and
 * named, and its old value is then kept beside.
 */
export function convertPast(
  migration: Migration,
  row: Values,
  options: Options,
): { readonly values: Values; readonly lost: readonly string[] } {
  const { values, failures } = convertRow(migration, row, options);
  const failed = new Set(failures.map(({ field }) => field));
  const lost: string[] = [];
  const kept = migration.fillings.map(({ field, source }): [string, unknown] => {
    if (!failed.has(field)) return [field, values[field] ?? null];
    if (source !== null && (row[source] ?? null) !== null) lost.push(field);
    return [field, null];
  });
  return { values: Object.fromEntries(kept), lost };
}

function fill({ field, rule, source, step }: Filling, row: Values): unknown {
  const stored = source === null ? null : (row[source] ?? null);
  const converted = convertValue(step.rule ?? 'as-is', stored, rule);
  if (converted === unconvertible) return unconvertible;
  const value = mapped(converted, step.codes);
  if (!isEmpty(value) || step.fallback === null) return value;
  return fallbackOf({ ...rule, field }, step.fallback);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Two old codes may become one: of several values each stands once. */
function mapped(value: unknown, codes: ReadonlyMap<string, string>): unknown {
  if (codes.size === 0) return value;
  const one = (code: unknown): unknown => (typeof code === 'string' ? (codes.get(code) ?? code) : code);
  return Array.isArray(value) ? [...new Set(value.map(one))] : one(value);
}

/** The filled fields, and the fields that a condition ties to them. */
function examine(
  { after, fillings }: Migration,
  row: Values,
  converted: Values,
  options: Options,
): { readonly values: Values; readonly errors: readonly ValidationError[] } {
  const touched = new Set(fillings.map(({ field }) => field));
  const tied = after.rules.filter(({ field, when }) => touched.has(field) || touched.has(when?.field ?? ''));
  const names = new Set([...tied.map(({ field }) => field), ...tied.map(({ when }) => when?.field ?? '')]);
  const rules = after.rules.filter(({ field }) => names.has(field));
  const given = Object.fromEntries(
    rules.map(({ field }) => [field, touched.has(field) ? converted[field] : (row[field] ?? null)]),
  );
  const plan = { resource: '', fields: rules, schema: {} };
  const { values, errors } = validate(plan, given, { ...options, mode: 'change' });
  const judged = new Set(tied.map(({ field }) => field));
  const found = errors.filter(({ pointer, code }) => {
    const [, field = ''] = pointer.split('/');
    return (
      code !== 'code-not-in-force' && judged.has(field) && (touched.has(field) || code === 'not-applicable')
    );
  });
  return { values: chosen(fillings, converted, values, rules), errors: found };
}

/** What stays as it is stays so to the letter; the rest has the canonical form. */
function chosen(
  fillings: readonly Filling[],
  converted: Values,
  canonical: Values,
  rules: readonly FieldRule[],
): Values {
  return Object.fromEntries(
    fillings.map(({ field, source, step }) => {
      const asIs = source !== null && (step.rule ?? 'as-is') === 'as-is' && step.codes.size === 0;
      const value = converted[field] ?? null;
      const isKnown = rules.some((rule) => rule.field === field) && Object.hasOwn(canonical, field);
      return [field, asIs || !isKnown ? value : (canonical[field] ?? null)];
    }),
  );
}

function cannotConvert({ field, rule }: Filling): RowFailure {
  const { zh, en } = rule.title;
  return {
    field,
    code: 'unconvertible',
    zh: `“${zh}”的值无法按所选规则转换`,
    en: `the value of ${en} can’t be converted by the rule`,
  };
}

function failureOf({ pointer, code, zh, en }: ValidationError): RowFailure {
  return { field: pointer.split('/')[1] ?? '', code, zh, en };
}
