import type { Words } from '../declarations/index.ts';
import type { FieldRule, TablePlan } from '../plans/index.ts';

/** How stored values come over to a field: each a pure rule that has a name a standards officer can choose. */
export const conversionRules = [
  'as-is',
  'trim',
  'upper-case',
  'date-from-instant',
  'month-from-date',
  'year-from-date',
  'number-from-text',
  'text-from-number',
  'first-of-many',
  'one-into-many',
] as const;
export type ConversionRule = (typeof conversionRules)[number];

/** What a standards officer may decide about one field. */
export const stepKinds = ['convert', 'map-codes', 'default', 'rename', 'drop', 'keep'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Why stored values may be given up: a citation of the regulations library, or a text. */
export interface Ground {
  readonly basis: string | null;
  readonly text: string | null;
}

/**
 * What becomes of the stored values of one field. A step with `fallback` fills what has no value afterwards; a renamed
 * field may be converted and have its codes mapped on the way.
 */
export interface Step {
  readonly step: StepKind;
  /** The field that the values come from, for `rename`. */
  readonly from: string | null;
  readonly rule: ConversionRule | null;
  /** Old code → new code. */
  readonly codes: ReadonlyMap<string, string>;
  /** The value of rows without one; null = none. */
  readonly fallback: unknown;
  readonly ground: Ground | null;
}

/** A step for each field that a change touches: by the name of the new field, or of the old one that is gone. */
export interface MigrationPlan {
  readonly fields: ReadonlyMap<string, Step>;
}

/** A declaration as far as stored rows are concerned: their table, and what is demanded of each field. */
export interface Side {
  readonly table: TablePlan;
  readonly rules: readonly FieldRule[];
}

/** What is wrong with a migration plan, and where in it (`fields.status.codes`). */
export interface PlanFinding extends Words {
  readonly code: string;
  readonly path: string;
  readonly fix: Words;
}

/** Why a row can't come over: its field, and what the new declaration says of the value, which is not in the message. */
export interface RowFailure extends Words {
  readonly field: string;
  readonly code: string;
}

export type Values = Readonly<Record<string, unknown>>;
