import type { FieldError } from '../../core/problem.ts';
import { say, type Language, type Text } from '../../core/text.ts';
import type { FormField, FormPlan, Values } from '../plans.ts';
import { texts } from '../texts.ts';

export type Severity = 'ok' | 'warn' | 'error';

/** What is said under a field: an error stops the form, a warning does not. */
export interface FieldFinding {
  readonly severity: Severity;
  readonly message: string;
}

export type Findings = Readonly<Record<string, FieldFinding>>;

/** Checks one identifier by its rule; the rules in force are in identifier-check.ts. */
export type IdentifierCheck = (kind: string, value: string, language: Language) => FieldFinding | undefined;

/** Checks one value as its field declares. Pure; undefined means nothing to say. */
export function checkField(
  field: FormField,
  value: unknown,
  language: Language,
  identifier: IdentifierCheck,
): FieldFinding | undefined {
  const fail = (text: Text, params = {}) =>
    ({ severity: 'error', message: say(text, language, params) }) as const;
  if (isBlank(value))
    return field.required ? fail(texts.required, { field: say(field.label, language) }) : undefined;
  if (field.control === 'number' && !Number.isFinite(Number(value))) return fail(texts.notANumber);
  if (field.control === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return fail(texts.notADate);
  const length = typeof value === 'string' ? [...value].length : 0;
  if (field.maxLength && length > field.maxLength)
    return fail(texts.tooLong, { max: field.maxLength, n: length });
  if (field.identifier && typeof value === 'string') return identifier(field.identifier, value, language);
  return undefined;
}

/** Checks every field of a form; the result holds errors only. */
export function checkForm(
  plan: FormPlan,
  values: Values,
  language: Language,
  identifier: IdentifierCheck,
): Findings {
  const found = fieldsOf(plan).flatMap((field) => {
    const finding = checkField(field, values[field.name], language, identifier);
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
    if (name) onFields[name] = { severity: 'error', message: error.message };
    else apart.push(error);
  }
  return { onFields, apart };
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
