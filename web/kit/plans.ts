import type { Text } from '../core/text.ts';

/**
 * What the kit needs of a form plan; `#standards/plans` derives the whole of it from a declaration, and any plan
 * with this shape will do (a feature's own small form too).
 */
export interface FormField {
  readonly name: string;
  readonly label: Text;
  readonly control: 'text' | 'number' | 'date' | 'code' | 'codes' | 'reference' | 'boolean' | 'textarea';
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly codeList?: string;
  /** Kind of identifier rule that the value must pass: `citizen_id`, `plate`, … */
  readonly identifier?: string;
  /** The resource that a reference points at. */
  readonly refers?: string;
  readonly sealed?: boolean;
  /** Why this is asked, or how to fill it in. */
  readonly hint?: Text;
}

export interface FormGroup {
  readonly title: Text;
  readonly fields: readonly FormField[];
}

export interface FormPlan {
  readonly groups: readonly FormGroup[];
}

export type Values = Readonly<Record<string, unknown>>;
