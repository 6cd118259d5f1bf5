import type { Format } from '../formats/index.ts';
import type { Complain } from './validation-errors.ts';
import { isWhole, timePatterns, travelsAsText } from './validator.ts';
import type { FieldRule } from './validator.ts';

type Of<K extends Format['kind']> = Extract<Format, { kind: K }>;

/** A number within its digits and limits. More than 15 digits travel as a decimal text, which stays a text. */
export function validateNumber(
  rule: FieldRule,
  format: Of<'number'>,
  value: unknown,
  complain: Complain,
): unknown {
  const written = travelsAsText(format)
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? plainDecimal(value)
      : null;
  if (typeof written !== 'string' || !/^-?[0-9]{1,60}(?:\.[0-9]{1,60})?$/.test(written))
    return complain('not-a-number');
  const [whole = '', decimals = ''] = written.replace('-', '').split('.');
  const scale =
    format.flavour === 'double' || format.flavour === 'float' || format.digits === null
      ? Infinity
      : format.scale;
  if (isWhole(format) && decimals !== '') return complain('not-whole');
  const wholeDigits = (format.digits ?? Infinity) - (scale === Infinity ? 0 : scale);
  if (decimals.length > scale || whole.replace(/^0+/, '').length > wholeDigits)
    return complain('too-many-digits', { digits: format.digits ?? 0, scale: format.scale });
  if (rule.minimum !== null && Number(written) < rule.minimum)
    return complain('too-small', { limit: rule.minimum });
  if (rule.maximum !== null && Number(written) > rule.maximum)
    return complain('too-large', { limit: rule.maximum });
  return value === 0 ? 0 : value; // minus zero is zero
}

/** A number as JavaScript would write it, without an exponent; null when it has more digits than any format. */
function plainDecimal(value: number): string | null {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  if (!exponent.startsWith('-')) return null;
  const sign = mantissa.startsWith('-') ? '-' : '';
  return `${sign}0.${'0'.repeat(Number(exponent.slice(1)) - 1)}${mantissa.replace(/[-.]/g, '')}`;
}

export function validateOther(
  format: Of<'boolean'> | Of<'binary'>,
  value: unknown,
  complain: Complain,
): unknown {
  if (format.kind === 'boolean') return typeof value === 'boolean' ? value : complain('not-a-boolean');
  const good =
    typeof value === 'string' &&
    value.length <= maxBase64Length &&
    value.length % 4 === 0 &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(value);
  return good ? value : complain('not-binary');
}

/** Base64 of 6 MB: a photograph or a scanned page, not an archive. */
const maxBase64Length = 8_000_000;

export function validateDateTime(
  format: Of<'date'> | Of<'datetime'> | Of<'time'>,
  value: unknown,
  complain: Complain,
): unknown {
  const text = typeof value === 'string' && value.length <= 40 ? value.trim() : '';
  if (format.kind === 'time') {
    const form = { hour: 'hh', minute: 'hh:mm', second: 'hh:mm:ss' }[format.precision];
    return new RegExp(timePatterns[format.precision]).test(text) ? text : complain('not-a-time', { form });
  }
  if (format.kind === 'datetime') {
    const instant = instantOf(text);
    return instant ?? complain('not-a-date', { form: 'YYYY-MM-DDThh:mm:ssZ' });
  }
  const form = { year: 'YYYY', month: 'YYYY-MM', day: 'YYYY-MM-DD' }[format.precision];
  const rest = { year: '-01-01', month: '-01', day: '' }[format.precision];
  return text.length === form.length && isDay(text + rest) ? text : complain('not-a-date', { form });
}

/** A day of the calendar from the year 1: `0000` is a slip, 30 February doesn't exist. */
function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** RFC 3339 with an offset, to the UTC instant that is stored; the day and the clock must exist. */
function instantOf(text: string): string | null {
  const match =
    /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:]{8})(\.[0-9]{1,3})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$/.exec(
      text,
    );
  if (match === null || !isDay(match[1] ?? '') || !new RegExp(timePatterns.second).test(match[2] ?? ''))
    return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
