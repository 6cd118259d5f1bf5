import { dayInChina } from '../declarations/index.ts';
import type { FieldRule } from '../plans/index.ts';
import type { ConversionRule } from './model.ts';

/** Says that a value can't be converted; what it is stays where it is. */
export const unconvertible = Symbol('unconvertible');

/** What kind of value a field holds, as far as a conversion cares. */
export interface Kind {
  readonly one: string;
  readonly many: boolean;
}

export function kindOf({ refers, format, many }: FieldRule): Kind {
  if (refers !== null) return { one: `reference ${refers}`, many };
  if (format === null) return { one: 'nothing', many };
  return { one: 'precision' in format ? `${format.kind} ${format.precision}` : format.kind, many };
}

interface Conversion {
  readonly fits: (was: Kind, now: Kind) => boolean;
  /** Of a value that is there. `rule` is what the new field demands. */
  readonly convert: (value: unknown, rule: FieldRule) => unknown;
}

const sameKind = (was: Kind, now: Kind) => was.one === now.one && was.many === now.many;
const texts = (was: Kind, now: Kind) => sameKind(was, now) && now.one === 'text';
const from = (one: string, other: string) => (was: Kind, now: Kind) =>
  was.one === one && now.one === other && was.many === now.many;
const start = (length: number) => (value: unknown) =>
  typeof value === 'string' && value.length >= length ? value.slice(0, length) : unconvertible;

const conversions: Readonly<Record<ConversionRule, Conversion>> = {
  'as-is': { fits: sameKind, convert: (value) => value },
  trim: { fits: texts, convert: onText((text) => text.trim()) },
  'upper-case': { fits: texts, convert: onText((text) => text.toUpperCase()) },
  'date-from-instant': { fits: from('datetime', 'date day'), convert: dayOf },
  'month-from-date': { fits: from('date day', 'date month'), convert: start('YYYY-MM'.length) },
  'year-from-date': {
    fits: (was, now) => from('date day', 'date year')(was, now) || from('date month', 'date year')(was, now),
    convert: start('YYYY'.length),
  },
  'number-from-text': { fits: from('text', 'number'), convert: numberOf },
  'text-from-number': { fits: from('number', 'text'), convert: (value) => plainText(value) },
  'first-of-many': {
    fits: (was, now) => was.one === now.one && was.many && !now.many,
    convert: (value) => (Array.isArray(value) ? (value[0] ?? null) : unconvertible),
  },
  'one-into-many': {
    fits: (was, now) => was.one === now.one && !was.many && now.many,
    convert: (value) => [value],
  },
};

/** The conversions that lead from one kind of value to another. */
export function fittingRules(was: FieldRule, now: FieldRule): readonly ConversionRule[] {
  const [before, after] = [kindOf(was), kindOf(now)];
  return (Object.keys(conversions) as ConversionRule[]).filter((name) =>
    conversions[name].fits(before, after),
  );
}

/** A value converted by a named rule; of a field with many values each, unless the rule is about the many. Pure, never throws. */
export function convertValue(name: ConversionRule, value: unknown, rule: FieldRule): unknown {
  if (value === null || value === undefined) return null;
  const { convert } = conversions[name];
  if (!Array.isArray(value) || name === 'first-of-many') return convert(value, rule);
  const each = value.map((one: unknown) => convert(one, rule));
  return each.includes(unconvertible) ? unconvertible : each;
}

function onText(change: (text: string) => string): Conversion['convert'] {
  return (value) => (typeof value === 'string' ? change(value) : unconvertible);
}

/** The day in China on which an instant falls. */
function dayOf(value: unknown): unknown {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? unconvertible : dayInChina(at);
}

/** Plain decimal notation only: a comma or an exponent could mean two things. Long numbers travel as texts. */
function numberOf(value: unknown, { format }: FieldRule): unknown {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^-?[0-9]{1,60}(\.[0-9]{1,60})?$/.test(text)) return unconvertible;
  const digits = text.replace(/^-?0*|\./g, '').length;
  const asText = format?.kind === 'number' && (format.digits ?? 0) > exactDigits;
  if (asText) return text;
  return digits > exactDigits ? unconvertible : Number(text);
}

const exactDigits = 15; // that a JSON number carries without loss

function plainText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return unconvertible;
  const text = String(value);
  return text.includes('e') ? unconvertible : text;
}
