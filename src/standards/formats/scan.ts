import { maxDigits, maxLength } from './model.ts';
import type { Format, FormatError, ParsedFormat } from './model.ts';

/** Thrown inside a notation's parser, caught at its door by `parsing`. */
class Unparsable extends Error {
  readonly detail: FormatError;
  constructor(detail: FormatError) {
    super(detail.en);
    this.detail = detail;
  }
}

/** A cursor over one notation text; every complaint names the position it stands at. */
export class Scan {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get rest(): string {
    return this.text.slice(this.at);
  }

  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  /** A whole number from 1 to `max`, without leading zeros. */
  count(max: number): number {
    const start = this.at;
    const digits = /^[0-9]+/.exec(this.text.slice(start, start + 12))?.[0] ?? '';
    if (digits === '') this.fail('此处应为数字', 'a number is expected here');
    if (digits.startsWith('0')) this.fail('长度不能以 0 开头', 'a length can’t start with 0');
    const value = Number(digits);
    if (value > max) this.fail(`长度不能超过 ${max}`, `the length can’t exceed ${max}`);
    this.at = start + digits.length;
    return value;
  }

  end(): void {
    if (this.at < this.text.length) this.fail('此后有多余的字符', 'unexpected characters from here on');
  }

  fail(zh: string, en: string, at = this.at): never {
    throw new Unparsable({ position: at + 1, zh: `第 ${at + 1} 位：${zh}`, en: `position ${at + 1}: ${en}` });
  }
}

/** Runs a notation's parser over `text`; a complaint becomes a returned error. */
export function parsing(text: string, parse: (scan: Scan) => Format): ParsedFormat {
  try {
    const scan = new Scan(text);
    const format = parse(scan);
    scan.end();
    return { ok: true, format };
  } catch (cause) {
    if (cause instanceof Unparsable) return { ok: false, error: cause.detail };
    throw cause;
  }
}

export interface Length {
  readonly min: number;
  readonly max: number | null;
}

/** `18` (fixed), `..50` (up to), `3..8` (range), `..ul` (unlimited). */
export function takeLength(scan: Scan): Length {
  const min = /^[0-9]/.test(scan.rest) ? scan.count(maxLength) : null;
  if (!scan.take('..')) {
    if (min === null)
      scan.fail(
        '此处应为长度，如 18、..50、3..8 或 ..ul',
        'a length is expected, such as 18, ..50, 3..8 or ..ul',
      );
    return { min, max: min };
  }
  if (scan.take('ul')) return { min: min ?? 0, max: null };
  const start = scan.at;
  const max = scan.count(maxLength);
  if (min !== null && max <= min)
    scan.fail('上限应大于下限', 'the upper limit must exceed the lower one', start);
  return { min: min ?? 0, max };
}

/** `10` or `..17` with an optional `,2`: digits in all, and after the point. */
export function takeDigits(scan: Scan): { fixed: boolean; digits: number; scale: number } {
  const fixed = !scan.take('..');
  const digits = scan.count(maxDigits);
  if (!scan.take(',')) return { fixed, digits, scale: 0 };
  const start = scan.at;
  const scale = scan.count(maxDigits);
  if (scale >= digits) scan.fail('小数位数应小于总位数', 'the decimals must be fewer than the digits', start);
  return { fixed, digits, scale };
}
