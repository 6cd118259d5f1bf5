import { plainText } from '../../core/plain-text.ts';
import type { FieldError } from '../../core/problem.ts';
import { say, type Text, type TextParams } from '../../core/text.ts';
import type { FormField, FormPlan, Values } from '../plans.ts';
import { texts } from '../texts.ts';

export type Severity = 'ok' | 'warn' | 'error';

/** What is said under a field, in both languages because the reader may switch. An error stops the form, a warning does not. */
export interface FieldFinding {
  readonly severity: Severity;
  readonly message: Text;
}

/** Whether a field is asked at all, given what the others hold. */
export function isAsked(field: FormField, values: Values): boolean {
  if (!field.when) return true;
  const held = values[field.when.field];
  const given = Array.isArray(held) ? held.map(plainText) : [plainText(held)];
  return field.when.equals.some((value) => given.includes(value));
}

/** The values of the fields that are asked: what a hidden field once held does not travel. */
export function askedValues(plan: FormPlan, values: Values): Values {
  const hidden = new Set(
    fieldsOf(plan)
      .filter((field) => !isAsked(field, values))
      .map((field) => field.name),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}

export type Findings = Readonly<Record<string, FieldFinding>>;

/** Checks one identifier by its rule; the rules in force are in identifier-check.ts. */
export type IdentifierCheck = (kind: string, value: string) => FieldFinding | undefined;

/** Checks one value as its field declares. Pure; undefined means nothing to say. */
export function checkField(
  field: FormField,
  value: unknown,
  identifier: IdentifierCheck,
): FieldFinding | undefined {
  if (isBlank(value)) return field.required ? missing(field) : undefined;
  if (field.control === 'number') return checkNumber(field, Number(value));
  if (field.control === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(plainText(value))) return fail(texts.notADate);
  const length = typeof value === 'string' ? Array.from(value).length : 0;
  if (field.maxLength && length > field.maxLength)
    return fail(texts.tooLong, { max: field.maxLength, n: length });
  if (field.identifier && typeof value === 'string') return identifier(field.identifier, value);
  return undefined;
}

function fail(text: Text, params: TextParams = {}): FieldFinding {
  return { severity: 'error', message: { zh: say(text, 'zh', params), en: say(text, 'en', params) } };
}

function missing({ label }: FormField): FieldFinding {
  const [zh, en] = (['zh', 'en'] as const).map((language) =>
    say(texts.required, language, { field: say(label, language) }),
  ) as [string, string];
  return { severity: 'error', message: { zh, en } };
}

function checkNumber(field: FormField, value: number): FieldFinding | undefined {
  if (!Number.isFinite(value)) return fail(texts.notANumber);
  if (field.minimum !== undefined && value < field.minimum)
    return fail(texts.tooSmall, { min: field.minimum });
  if (field.maximum !== undefined && value > field.maximum)
    return fail(texts.tooLarge, { max: field.maximum });
  return undefined;
}

/** Checks every field of a form; the result holds errors only. */
export function checkForm(plan: FormPlan, values: Values, identifier: IdentifierCheck): Findings {
  const found = fieldsOf(plan).flatMap((field) => {
    const finding = isAsked(field, values) ? checkField(field, values[field.name], identifier) : undefined;
    return finding?.severity === 'error' ? [[field.name, finding] as const] : [];
  });
  return Object.fromEntries(found);
}

/**
 * Sorts the server's errors onto the fields: the pointer's last segment that names a field wins
 * (`/values/name`, `/name`, `/classes/0`). Those that name none come back apart, so that none is lost.
 */
export function placeErrors(
  plan: FormPlan,
  errors: readonly FieldError[],
): { onFields: Findings; apart: readonly FieldError[] } {
  const names = new Set(fieldsOf(plan).map((field) => field.name));
  const onFields: Record<string, FieldFinding> = {};
  const apart: FieldError[] = [];
  for (const error of errors) {
    const name = error.pointer
      .split('/')
      .map(unescapePointer)
      .findLast((segment) => names.has(segment));
    if (name) onFields[name] = { severity: 'error', message: error.texts ?? sameInBoth(error.message) };
    else apart.push(error);
  }
  return { onFields, apart };
}

function sameInBoth(words: string): Text {
  return { zh: words, en: words };
}

export function fieldsOf(plan: FormPlan): readonly FormField[] {
  return plan.groups.flatMap((group) => group.fields);
}

export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** RFC 6901, section 4. */
function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
