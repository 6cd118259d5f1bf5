import type { Format, ParsedFormat, Rendering, TextFormat } from './model.ts';
import { parsing, takeDigits, takeLength } from './scan.ts';
import type { Scan } from './scan.ts';

/** GA/T 542-2011 §4.5.3: `c18 c..50 c3..8 c..ul n10 n..10 n..17,2 d4 d6 d8 d14 t2 t4 t6 bl bn JPEG`. */
export function parseGa542(text: string): ParsedFormat {
  return parsing(text, takeGa542);
}

const words: Record<string, Format> = {
  d14: { kind: 'datetime' },
  d4: { kind: 'date', precision: 'year' },
  d6: { kind: 'date', precision: 'month' },
  d8: { kind: 'date', precision: 'day' },
  t2: { kind: 'time', precision: 'hour' },
  t4: { kind: 'time', precision: 'minute' },
  t6: { kind: 'time', precision: 'second' },
  bl: { kind: 'boolean' },
};

function takeGa542(scan: Scan): Format {
  for (const [word, format] of Object.entries(words)) if (scan.take(word)) return format;
  if (scan.take('bn')) return takeBinary(scan);
  if (scan.take('c')) return { kind: 'text', charset: 'any', ...takeLength(scan), memo: false };
  if (scan.take('n')) return { kind: 'number', flavour: 'decimal', ...takeDigits(scan) };
  return scan.fail(
    '应以 c、n、d4、d6、d8、d14、t2、t4、t6、bl 或 bn 开头',
    'expected c, n, d4, d6, d8, d14, t2, t4, t6, bl or bn',
  );
}

function takeBinary(scan: Scan): Format {
  if (scan.rest === '') return { kind: 'binary', media: null };
  if (!scan.take(' '))
    scan.fail('bn 与媒体类型之间应有一个空格', 'a blank is expected between bn and the media name');
  const media = /^[A-Z][A-Z0-9-]{0,19}/.exec(scan.rest)?.[0];
  if (media === undefined)
    scan.fail('此处应为大写的媒体类型，如 JPEG', 'an upper-case media name is expected, such as JPEG');
  scan.at += media.length;
  return { kind: 'binary', media };
}

/** The canonical type in GA/T 542; charsets, money and long prose have no notation there. */
export function renderGa542(format: Format): Rendering {
  switch (format.kind) {
    case 'text':
      return { text: `c${lengthText(format)}`, exact: format.charset === 'any' && !format.memo };
    case 'number': {
      if (format.digits === null) return { text: 'n..38', exact: false };
      const digits = `${format.fixed ? '' : '..'}${format.digits}${format.scale > 0 ? `,${format.scale}` : ''}`;
      return { text: `n${digits}`, exact: format.flavour === 'decimal' };
    }
    case 'date':
      return { text: { year: 'd4', month: 'd6', day: 'd8' }[format.precision], exact: true };
    case 'datetime':
      return { text: 'd14', exact: true };
    case 'time':
      return { text: { hour: 't2', minute: 't4', second: 't6' }[format.precision], exact: true };
    case 'boolean':
      return { text: 'bl', exact: true };
    case 'binary':
      return { text: format.media === null ? 'bn' : `bn ${format.media}`, exact: true };
  }
}

/** The length part that GA/T 542 and GB/T 39046 write alike. */
export function lengthText({ min, max }: Pick<TextFormat, 'min' | 'max'>): string {
  const low = min === 0 ? '' : String(min);
  if (max === null) return `${low}..ul`;
  return min === max ? String(max) : `${low}..${max}`;
}
