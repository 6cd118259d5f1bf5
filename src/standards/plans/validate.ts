import { dayInChina, isNumber, isValidOn, meaningsOf } from '../declarations/index.ts';
import type { IdentifierKind, Words } from '../declarations/index.ts';
import { refused, validationError } from './validation-errors.ts';
import type { Complain, ValidationError } from './validation-errors.ts';
import { validateDateTime, validateNumber, validateOther } from './validate-scalars.ts';
import { maxMany, textPattern } from './validator.ts';
import type { FieldRule, ValidatorPlan } from './validator.ts';

export interface Validated {
  readonly ok: boolean;
  /** The canonical values (NFC, trimmed, identifiers in their one form); only the fields that were given. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly ValidationError[];
  /** Doubts that don't stop a record, such as an identity number with an unknown division. */
  readonly warnings: readonly ValidationError[];
}

/** What an identifier rule says of a value; see `identifierCheckFor`. */
export interface IdentifierFinding extends Words {
  readonly status: 'ok' | 'warn' | 'error';
  readonly canonical: string | null;
}
export type IdentifierCheck = (kind: IdentifierKind, value: string, at: Date) => IdentifierFinding;

export interface ValidateOptions {
  /** The reference time: codes must be in force on its day in China. */
  readonly at: Date;
  /** `create`: required fields must be there. `change`: only what is given is looked at; null clears an optional field. */
  readonly mode: 'create' | 'change';
  /** Without it only the form of identifiers is checked (the browser before its tables are loaded). */
  readonly identifierCheck?: IdentifierCheck;
}

/** Checks one record's values against its plan. Pure; never throws for any `values`; each finding names its field and rule. */
export function validate(plan: ValidatorPlan, values: unknown, options: ValidateOptions): Validated {
  const checking = new Checking(options);
  if (!isPlainObject(values)) {
    checking.errors.push(validationError('', 'not-an-object', { zh: '', en: '' }));
    return checking.result();
  }
  const names = Object.keys(values);
  const given = plan.fields.filter(({ field }) => names.includes(field));
  if (given.length < names.length) checking.refuseUnknown(plan, names);
  // A change leaves what isn't given as it is; a search gives one field of thirty.
  const rules = options.mode === 'change' ? given : plan.fields;
  for (const rule of rules) checking.field(rule, names.includes(rule.field) ? values[rule.field] : undefined);
  for (const rule of rules) checking.condition(rule);
  return checking.result();
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901. Unknown names are hostile: cut. */
function pointerTo(name: string): string {
  return `/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

class Checking {
  readonly values: Record<string, unknown> = {};
  readonly errors: ValidationError[] = [];
  readonly warnings: ValidationError[] = [];
  readonly #options: ValidateOptions;
  readonly #on: string;

  constructor(options: ValidateOptions) {
    this.#options = options;
    this.#on = dayInChina(options.at);
  }

  result(): Validated {
    const { values, errors, warnings } = this;
    return { ok: errors.length === 0, values, errors, warnings };
  }

  refuseUnknown({ fields }: ValidatorPlan, names: readonly string[]): void {
    const known = new Set(fields.map(({ field }) => field));
    for (const name of names) {
      if (known.has(name)) continue;
      this.errors.push(validationError(pointerTo(name), 'unknown-field', { zh: '', en: '' }));
    }
  }

  field(rule: FieldRule, value: unknown): void {
    const pointer = `/${rule.field}`;
    const empty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty) {
      const missing = this.#options.mode === 'create' || value !== undefined;
      if (rule.required && missing) this.#complain(rule, pointer)('required');
      else if (value !== undefined && this.#options.mode === 'change') this.values[rule.field] = null;
      return;
    }
    const checked = rule.many ? this.#many(rule, pointer, value) : this.#one(rule, pointer, value);
    if (checked !== refused) this.values[rule.field] = checked;
  }

  /** A conditional field may be given only when its condition holds among the values given. */
  condition(rule: FieldRule): void {
    if (rule.when === null || (this.values[rule.field] ?? null) === null) return;
    const other = this.values[rule.when.field];
    if (other === undefined && this.#options.mode === 'change') return;
    if (typeof other !== 'string' || !rule.when.equals.includes(other))
      this.#complain(rule, `/${rule.field}`)('not-applicable');
  }

  #many(rule: FieldRule, pointer: string, value: unknown): unknown {
    const complain = this.#complain(rule, pointer);
    if (!Array.isArray(value)) return complain('not-a-list');
    if (value.length > maxMany) return complain('too-many', { limit: maxMany });
    const checked = value.map((one: unknown, index) => this.#one(rule, `${pointer}/${index}`, one));
    if (checked.includes(refused)) return refused;
    return new Set(checked).size === checked.length ? checked : complain('repeated');
  }

  #one(rule: FieldRule, pointer: string, value: unknown): unknown {
    const complain = this.#complain(rule, pointer);
    if (rule.refers !== null) return isUuid(value) ? value.toLowerCase() : complain('not-a-reference');
    const { format } = rule;
    if (format === null) return complain('not-text');
    if (format.kind === 'text') return this.#text(rule, format, pointer, value);
    if (format.kind === 'number') return validateNumber(rule, format, value, complain);
    if (format.kind === 'boolean' || format.kind === 'binary') return validateOther(format, value, complain);
    return validateDateTime(format, value, complain);
  }

  #text(
    rule: FieldRule,
    format: Extract<FieldRule['format'], { kind: 'text' }>,
    pointer: string,
    value: unknown,
  ): unknown {
    const complain = this.#complain(rule, pointer);
    if (typeof value !== 'string') return complain('not-text');
    const longest = format.max ?? maxUnlimitedLength;
    // Before any costly step: a value many times too long isn't normalised, only refused.
    if (value.length > 4 * longest + 16) return complain('too-long', { limit: longest });
    const text = value.normalize('NFC').trim();
    if (text === '')
      return rule.required ? complain('required') : complain('too-short', { limit: Math.max(1, format.min) });
    if (hasControl(text, format.memo || longest > 200)) return complain('control-character');
    if (/\p{Co}/u.test(text)) return complain('private-character');
    if (rule.identifier !== null && this.#options.identifierCheck !== undefined)
      return this.#identifier(rule, rule.identifier, pointer, text);
    return this.#shape(rule, format, text, complain);
  }

  #shape(
    rule: FieldRule,
    format: Extract<FieldRule['format'], { kind: 'text' }>,
    text: string,
    complain: Complain,
  ): unknown {
    const { length } = Array.from(text);
    const { min, max } = format;
    if (max !== null && min === max && length !== max) return complain('wrong-length', { limit: max });
    if (length < min) return complain('too-short', { limit: min });
    if (length > (max ?? maxUnlimitedLength))
      return complain('too-long', { limit: max ?? maxUnlimitedLength });
    const pattern = textPattern(rule, format);
    if (pattern !== null && !compiled(pattern).test(text))
      return complain(
        rule.pattern === null && rule.numberRule === null ? 'wrong-characters' : 'wrong-pattern',
      );
    if (rule.numberRule !== null && !isNumber(rule.numberRule, text)) return complain('wrong-check');
    return rule.codes === null ? text : this.#code(rule.codes, text, complain);
  }

  #code(codes: NonNullable<FieldRule['codes']>, text: string, complain: Complain): unknown {
    const meanings = meaningsOf(codes.values, text);
    if (meanings.length === 0) return complain('unknown-code', { list: codes.list });
    if (!meanings.some((meaning) => isValidOn(meaning, this.#on)))
      return complain('code-not-in-force', { on: this.#on });
    return text;
  }

  #identifier(rule: FieldRule, kind: IdentifierKind, pointer: string, text: string): unknown {
    const finding = this.#options.identifierCheck?.(kind, text, this.#options.at);
    if (finding === undefined) return text;
    const { zh, en } = finding;
    if (finding.status === 'error' || finding.canonical === null)
      return this.#complain(rule, pointer)('identifier', { zh, en });
    if (finding.status === 'warn')
      this.warnings.push(validationError(pointer, 'identifier', rule.title, { zh, en }));
    return finding.canonical;
  }

  #complain(rule: FieldRule, pointer: string): Complain {
    return (code, params) => {
      this.errors.push(validationError(pointer, code, rule.title, params));
      return refused;
    };
  }
}

/** The longest text of a format without a limit, in characters: a column of prose, not a file. */
const maxUnlimitedLength = 20_000;

/** Control, invisible and direction characters, noncharacters and lone surrogates; line ends only in prose. */
function hasControl(text: string, prose: boolean): boolean {
  const rest = prose ? text.replace(/[\n\r\t]/g, '') : text;
  return /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{fdd0}-\u{fdef}]|[\ufffe\uffff\u{1fffe}\u{1ffff}]/u.test(
    rest,
  );
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

const patterns = new Map<string, RegExp>();
/** Patterns come from declarations, so there are few; each is compiled once. */
function compiled(pattern: string): RegExp {
  let found = patterns.get(pattern);
  if (found === undefined) patterns.set(pattern, (found = new RegExp(`^(?:${pattern})$`, 'u')));
  return found;
}
