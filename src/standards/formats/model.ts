/**
 * The one canonical type of a value. Every notation of the field (GA/T 542, GB/T 39046, the catalogue guide) parses to it and
 * renders from it; tables, validators and forms read only this.
 */
export type Format =
  TextFormat | NumberFormat | DateFormat | DateTimeFormat | TimeFormat | BooleanFormat | BinaryFormat;

/** Which characters a text may hold: anything, letters and digits, letters, or digits (leading zeros kept). */
export type Charset = 'any' | 'alphanumeric' | 'letters' | 'digits';

/** Lengths count characters (code points), never bytes. `max: null` = unlimited in the notation. `memo`: long prose. */
export interface TextFormat {
  readonly kind: 'text';
  readonly charset: Charset;
  readonly min: number;
  readonly max: number | null;
  readonly memo: boolean;
}

/** Digits count both sides of the decimal point. `digits: null` = the notation states none. */
export interface NumberFormat {
  readonly kind: 'number';
  readonly flavour: NumberFlavour;
  readonly fixed: boolean;
  readonly digits: number | null;
  readonly scale: number;
}
export type NumberFlavour = 'decimal' | 'integer' | 'currency' | 'double' | 'float';

export interface DateFormat {
  readonly kind: 'date';
  readonly precision: 'year' | 'month' | 'day';
}
export interface DateTimeFormat {
  readonly kind: 'datetime';
}
export interface TimeFormat {
  readonly kind: 'time';
  readonly precision: 'hour' | 'minute' | 'second';
}
export interface BooleanFormat {
  readonly kind: 'boolean';
}
/** `media`: the upper-case media name of GA/T 542 (`bn JPEG`). */
export interface BinaryFormat {
  readonly kind: 'binary';
  readonly media: string | null;
}

export type Notation = 'ga542' | 'gb39046' | 'catalogue';

/** Longest text or number a notation may state: a typing slip (`c..50000000`) is an error, not a column. */
export const maxLength = 100_000;
/** PostgreSQL's `numeric` takes more; no element of the field does. */
export const maxDigits = 38;

/** What is wrong with a notation, and where: `position` counts characters from 1. */
export interface FormatError {
  readonly position: number;
  readonly zh: string;
  readonly en: string;
}
export type ParsedFormat =
  { readonly ok: true; readonly format: Format } | { readonly ok: false; readonly error: FormatError };

/** A rendering; `exact` is false when the notation can't say everything that the canonical type says. */
export interface Rendering {
  readonly text: string;
  readonly exact: boolean;
}
