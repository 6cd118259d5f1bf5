import type { NumberRule, Segment } from './model.ts';

/** What a number is made from. `date` is `YYYY-MM-DD`; `sequence` counts from 1. */
export interface NumberParts {
  readonly division?: string;
  readonly org?: string;
  readonly date?: string;
  readonly sequence: number;
}
export type NumberResult =
  | { readonly ok: true; readonly number: string }
  | { readonly ok: false; readonly zh: string; readonly en: string };

/** Characters in a number of this rule. */
export function numberLength(rule: NumberRule): number {
  return rule.segments.reduce((sum, segment) => sum + segmentLength(segment), 0);
}

function segmentLength(segment: Segment): number {
  switch (segment.kind) {
    case 'literal':
      return segment.text.length;
    case 'date':
      return segment.form.length;
    case 'check':
      return 1;
    default:
      return segment.length;
  }
}

/** A regular expression (without anchors) that every number of this rule matches. */
export function numberPattern(rule: NumberRule): string {
  return rule.segments.map(segmentPattern).join('');
}

function segmentPattern(segment: Segment): string {
  switch (segment.kind) {
    case 'literal':
      return segment.text;
    case 'org':
      return `[0-9A-Z]{${segment.length}}`;
    case 'check':
      return segment.method === 'mod-11-2' ? '[0-9X]' : '[0-9A-Z]';
    default:
      return `[0-9]{${segmentLength(segment)}}`;
  }
}

/** Makes a number; an unfit part or an exhausted sequence is a returned error, never a number of another shape. */
export function makeNumber(rule: NumberRule, parts: NumberParts): NumberResult {
  let made = '';
  for (const segment of rule.segments) {
    const piece =
      segment.kind === 'check' ? checkCharacter(made, segment.method) : fillSegment(segment, parts);
    if (piece === null || !new RegExp(`^(?:${segmentPattern(segment)})$`).test(piece))
      return {
        ok: false,
        zh: `${rule.title.zh}的“${segment.kind}”段无法生成`,
        en: `the ${segment.kind} of ${rule.title.en} can’t be made`,
      };
    made += piece;
  }
  return { ok: true, number: made };
}

function fillSegment(segment: Exclude<Segment, { kind: 'check' }>, parts: NumberParts): string | null {
  switch (segment.kind) {
    case 'literal':
      return segment.text;
    case 'division':
      return parts.division?.slice(0, segment.length) ?? null;
    case 'org':
      return parts.org?.slice(0, segment.length) ?? null;
    case 'date':
      return parts.date?.replaceAll('-', '').slice(0, segment.form.length) ?? null;
    case 'sequence':
      return Number.isSafeInteger(parts.sequence) && parts.sequence > 0
        ? String(parts.sequence).padStart(segment.length, '0')
        : null;
  }
}

/** Whether a text is a number of this rule, its check character included. */
export function isNumber(rule: NumberRule, text: string): boolean {
  if (!new RegExp(`^(?:${numberPattern(rule)})$`).test(text)) return false;
  const last = rule.segments.at(-1);
  return last?.kind !== 'check' || checkCharacter(text.slice(0, -1), last.method) === text.at(-1);
}

/** ISO/IEC 7064: the pure system MOD 11-2 and the hybrid system MOD 37,36. Null when a character isn't of the alphabet. */
function checkCharacter(body: string, method: 'mod-11-2' | 'mod-37-36'): string | null {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const values = Array.from(body, (character) => alphabet.indexOf(character));
  if (method === 'mod-11-2') {
    if (values.some((value) => value < 0 || value > 9)) return null;
    const product = values.reduce((sum, value) => ((sum + value) * 2) % 11, 0);
    return '0123456789X'[(12 - product) % 11] ?? null;
  }
  if (values.includes(-1)) return null;
  const product = values.reduce((sum, value) => (((sum + value) % 36 || 36) * 2) % 37, 36);
  return alphabet[(37 - product) % 36] ?? null;
}
