import type { CodeItem } from './codes.ts';
import type { Text } from '../core/text.ts';

/**
 * What the kit needs of a form plan; `#standards/plans` derives the whole of it from a declaration, and any plan
 * with this shape will do (a feature's own small form too).
 */
export interface FormField {
  readonly name: string;
  readonly label: Text;
  readonly control:
    | 'text'
    | 'number'
    | 'date'
    | 'datetime'
    | 'time'
    | 'code'
    | 'codes'
    | 'reference'
    | 'boolean'
    | 'textarea'
    | 'file';
  readonly required?: boolean;
  /** Identifies the record: asked when it is created, only shown when it is changed. */
  readonly key?: boolean;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Decimal places. */
  readonly scale?: number;
  readonly unit?: Text;
  readonly codeList?: string;
  /** The codes themselves, when the list is short enough to travel with the form. */
  readonly options?: readonly CodeItem[];
  /** Kind of identifier rule that the value must pass: `citizen_id`, `plate`, … */
  readonly identifier?: string;
  /** The resource that a reference points at. */
  readonly refers?: string;
  readonly sealed?: boolean;
  /** Asked only when the other field has one of these values. */
  readonly when?: { readonly field: string; readonly equals: readonly string[] };
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
