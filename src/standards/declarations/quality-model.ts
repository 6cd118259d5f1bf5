import type { Words } from './model.ts';

/** Rules by which records are examined for errors, and how errors are dealt with: `quality.yaml`. */

/** What a rule compares: a field, of the record or of one that it refers to; a part of an identifier; today. */
export type QualityOperand =
  | { readonly kind: 'today' }
  | {
      readonly kind: 'field';
      /** Each step but the last is a reference: `household.head.birthDate`. */
      readonly path: readonly string[];
      /** A part of the identifier there (`citizenNumber:birthDate`); null = the whole value. */
      readonly part: string | null;
      /** Years added to the date there. */
      readonly years: number;
    };

/** Something that holds, does not hold, or can't be told because a value is missing. */
export type QualityTest =
  | {
      readonly kind: 'equal' | 'before' | 'not-after';
      readonly left: QualityOperand;
      readonly right: QualityOperand;
    }
  | { readonly kind: 'in'; readonly of: QualityOperand; readonly values: readonly string[] }
  | { readonly kind: 'exists'; readonly of: QualityOperand }
  | { readonly kind: 'all' | 'any'; readonly of: readonly QualityTest[] }
  | { readonly kind: 'not'; readonly of: QualityTest };

export const qualitySeverities = ['error', 'warning'] as const;
export type QualitySeverity = (typeof qualitySeverities)[number];

/** How grave a failure is: an error takes its weight (of 100) from a record's score, a warning nothing. */
export interface QualityGravity {
  readonly severity: QualitySeverity;
  readonly weight: number;
}

export interface QualityRule extends QualityGravity {
  readonly name: string;
  readonly resource: string;
  /** The field in which the error is sought first. */
  readonly field: string;
  readonly title: Words;
  /** The rule is about records for which this holds; null = all. */
  readonly when: QualityTest | null;
  readonly require: QualityTest;
}

/** The rules that follow from the declarations themselves. */
export const declaredRules = [
  'required',
  'form',
  'code',
  'code-period',
  'check',
  'future',
  'missing-record',
] as const;
export type DeclaredRule = (typeof declaredRules)[number];

export interface QualitySettings {
  readonly name: 'settings';
  readonly status: 'draft' | 'adopted';
  readonly purpose: { readonly title: Words; readonly reference: Words };
  readonly correction: {
    /** Until the owner branch has to have answered; Monday to Friday. */
    readonly answerWorkingDays: number;
    /** Who received a wrong value within so many days before its correction is told. */
    readonly toldDays: number;
    /** Open corrections of one person at once. */
    readonly mostOpen: number;
  };
  readonly runs: { readonly everyHours: number; readonly mostFindingsPerRule: number };
  readonly declared: Readonly<Record<DeclaredRule, QualityGravity>>;
  /** Elements whose dates can't lie in the future. */
  readonly notInFuture: readonly string[];
}

/** Parts of identifiers that rules may name, by kind. */
export const qualityParts: Readonly<Record<string, readonly string[]>> = {
  citizen_id: ['birthDate', 'sex'],
};
