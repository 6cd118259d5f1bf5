import { lengthText } from './ga542.ts';
import type { Charset, Format, ParsedFormat, Rendering } from './model.ts';
import { parsing, takeDigits, takeLength } from './scan.ts';
import type { Scan } from './scan.ts';

/**
 * GB/T 39046-2020: `an..50 an18 a..30 n1 n..9 n..16,2 ..ul YYYYMMDD YYYYMMDDhhmmss`. The standard writes its codes as `n1`, `n2`:
 * without decimals `n` is therefore a text of digits (leading zeros count), with decimals a number. It also writes date and time
 * both with and without a `T`; both are read, the form without is written.
 */
export function parseGb39046(text: string): ParsedFormat {
  return parsing(text, takeGb39046);
}

const masks: readonly (readonly [string, Format])[] = [
  ['YYYYMMDDThhmmss', { kind: 'datetime' }],
  ['YYYYMMDDhhmmss', { kind: 'datetime' }],
  ['YYYYMMDD', { kind: 'date', precision: 'day' }],
  ['YYYYMM', { kind: 'date', precision: 'month' }],
  ['YYYY', { kind: 'date', precision: 'year' }],
  ['hhmmss', { kind: 'time', precision: 'second' }],
  ['hhmm', { kind: 'time', precision: 'minute' }],
  ['hh', { kind: 'time', precision: 'hour' }],
];

function takeGb39046(scan: Scan): Format {
  for (const [mask, format] of masks) if (scan.take(mask)) return format;
  if (scan.take('an')) return takeText(scan, 'alphanumeric');
  if (scan.take('a')) return takeText(scan, 'letters');
  if (/^n(\.\.)?[0-9]+,/.test(scan.rest)) {
    scan.take('n');
    return { kind: 'number', flavour: 'decimal', ...takeDigits(scan) };
  }
  if (scan.take('n')) return takeText(scan, 'digits');
  if (scan.rest.startsWith('..')) return takeText(scan, 'any');
  return scan.fail(
    '应以 an、a、n、..ul 或 YYYYMMDD、hhmmss 等日期时间形式开头',
    'expected an, a, n, ..ul or a date or time mask such as YYYYMMDD or hhmmss',
  );
}

function takeText(scan: Scan, charset: Charset): Format {
  return { kind: 'text', charset, ...takeLength(scan), memo: false };
}

const letters: Record<Charset, string> = { any: '', alphanumeric: 'an', letters: 'a', digits: 'n' };

/** The canonical type in GB/T 39046, which has no notation for logical and binary values. */
export function renderGb39046(format: Format): Rendering {
  switch (format.kind) {
    case 'text': {
      const upTo = format.min === 0 || format.charset !== 'any';
      const length = lengthText(upTo ? format : { min: 0, max: format.max });
      return { text: `${letters[format.charset]}${length}`, exact: upTo && !format.memo };
    }
    case 'number': {
      const { digits, scale } = format;
      if (digits === null) return { text: 'n..38', exact: false };
      const text = `n${format.fixed ? '' : '..'}${digits}${scale > 0 ? `,${scale}` : ''}`;
      return { text, exact: format.flavour === 'decimal' && scale > 0 };
    }
    case 'date':
      return { text: { year: 'YYYY', month: 'YYYYMM', day: 'YYYYMMDD' }[format.precision], exact: true };
    case 'datetime':
      return { text: 'YYYYMMDDhhmmss', exact: true };
    case 'time':
      return { text: { hour: 'hh', minute: 'hhmm', second: 'hhmmss' }[format.precision], exact: true };
    case 'boolean':
      return { text: 'n1', exact: false };
    case 'binary':
      return { text: '..ul', exact: false };
  }
}
