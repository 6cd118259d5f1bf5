import { maxDigits, maxLength } from './model.ts';
import type { Format, NumberFlavour, ParsedFormat, Rendering } from './model.ts';
import { parsing } from './scan.ts';
import type { Scan } from './scan.ts';

/**
 * The one-letter types of the catalogue guide (政务信息资源目录编制指南): `C N Y D T L M G B I F`, where the guide's separate column
 * 长度 may be joined in brackets: `C(18)`, `N(17,2)`.
 */
export function parseCatalogue(text: string): ParsedFormat {
  return parsing(text, takeCatalogue);
}

const flavours: Record<string, NumberFlavour> = {
  N: 'decimal',
  Y: 'currency',
  B: 'double',
  I: 'integer',
  F: 'float',
};
const plain: Record<string, Format> = {
  D: { kind: 'date', precision: 'day' },
  T: { kind: 'datetime' },
  L: { kind: 'boolean' },
  G: { kind: 'binary', media: null },
};

function takeCatalogue(scan: Scan): Format {
  const letter = scan.text.charAt(0);
  if (letter === '' || !'CNYDTLMGBIF'.includes(letter))
    scan.fail('应为 C N Y D T L M G B I F 之一', 'expected one of C N Y D T L M G B I F');
  scan.at = 1;
  if (letter === 'C' || letter === 'M')
    return { kind: 'text', charset: 'any', min: 0, max: takeSize(scan), memo: letter === 'M' };
  const flavour = flavours[letter];
  if (flavour !== undefined)
    return { kind: 'number', flavour, fixed: false, ...takePrecision(scan, flavour) };
  return plain[letter] as Format;
}

function takeSize(scan: Scan): number | null {
  if (!scan.take('(')) return null;
  const size = scan.count(maxLength);
  if (!scan.take(')')) scan.fail('此处应为 )', ') is expected here');
  return size;
}

function takePrecision(scan: Scan, flavour: NumberFlavour): { digits: number | null; scale: number } {
  if (!scan.take('(')) return { digits: null, scale: 0 };
  const digits = scan.count(maxDigits);
  let scale = 0;
  if (flavour !== 'integer' && scan.take(',')) {
    const start = scan.at;
    scale = scan.count(maxDigits);
    if (scale >= digits)
      scan.fail('小数位数应小于总位数', 'the decimals must be fewer than the digits', start);
  }
  if (!scan.take(')')) scan.fail('此处应为 )', ') is expected here');
  return { digits, scale };
}

const numberLetters: Record<NumberFlavour, string> = {
  decimal: 'N',
  currency: 'Y',
  double: 'B',
  integer: 'I',
  float: 'F',
};

/** The canonical type as one letter, with its length when it has one. */
export function renderCatalogue(format: Format): Rendering {
  switch (format.kind) {
    case 'text': {
      const size = format.max === null ? '' : `(${format.max})`;
      const exact = format.charset === 'any' && format.min === 0;
      return { text: `${format.memo ? 'M' : 'C'}${size}`, exact };
    }
    case 'number': {
      const scale = format.scale > 0 ? `,${format.scale}` : '';
      const size = format.digits === null ? '' : `(${format.digits}${scale})`;
      return { text: `${numberLetters[format.flavour]}${size}`, exact: !format.fixed };
    }
    case 'date':
      return format.precision === 'day'
        ? { text: 'D', exact: true }
        : { text: format.precision === 'year' ? 'C(4)' : 'C(6)', exact: false };
    case 'datetime':
      return { text: 'T', exact: true };
    case 'time':
      return { text: { hour: 'C(2)', minute: 'C(4)', second: 'C(6)' }[format.precision], exact: false };
    case 'boolean':
      return { text: 'L', exact: true };
    case 'binary':
      return { text: 'G', exact: format.media === null };
  }
}
