import { error, warn, type Result, type Rule } from './model.ts';

/** The characters allowed at one position, written as the inside of a regular expression's brackets. */
export interface Slot {
  readonly allowed: string;
  readonly matches: (char: string) => boolean;
}

/** A fixed sequence of slots: one definition for the fast test and for saying what is wrong. */
export interface Shape {
  readonly slots: readonly Slot[];
  readonly pattern: RegExp;
}

/** Builds a shape from pairs of allowed characters and a count: `shape('1-8', 1, '0-9', 16, '0-9X', 1)`. */
export function shape(...parts: readonly (string | number)[]): Shape {
  const slots: Slot[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const allowed = String(parts[index]);
    const pattern = new RegExp(`^[${allowed}]$`, 'u');
    const slot = { allowed, matches: (char: string) => pattern.test(char) };
    for (let count = Number(parts[index + 1]); count > 0; count--) slots.push(slot);
  }
  return { slots, pattern: new RegExp(`^${slots.map((slot) => `[${slot.allowed}]`).join('')}$`, 'u') };
}

/**
 * Says what is wrong with a value that doesn't fit: the first character that is out of place, or the length.
 * Blanks, full-width forms and what can't be seen are named as such, since people can't find them otherwise.
 * Stops at the first wrong character, so a hostile megabyte costs no more than a short value.
 */
export function explain(value: string, { slots }: Shape): Result {
  let position = 0;
  for (const char of value) {
    const slot = slots[position];
    position += 1;
    if (slot?.matches(char)) continue;
    const strange = strangeness(char);
    if (strange) return error(strange, position);
    return slot
      ? error('character', position, { allowed: slot.allowed })
      : error('too-long', position, { length: slots.length });
  }
  if (position === 0) return error('empty');
  return error('too-short', position + 1, { length: slots.length, actual: position });
}

// Tabs and line ends are blanks to a reader, but copy-and-paste accidents to a clerk: they are named as control characters.
const strangers = [
  ['control', /[\p{Cc}\p{Zl}\p{Zp}]/u],
  ['invisible', /[\p{Cf}\u{FEFF}\p{VS}\u{3164}]/u],
  ['blank', /\s/u],
  ['full-width', /[\u{FF01}-\u{FF5E}]/u],
  ['broken', /[\p{Cs}\u{FFFD}]/u],
] as const;

/** What makes a character strange in an identifier, if anything does. */
export function strangeness(char: string): (typeof strangers)[number][0] | undefined {
  return strangers.find(([, pattern]) => pattern.test(char))?.[0];
}

/** ASCII only: `toUpperCase` would turn `ß`, `ı` and `ſ` into letters that nobody wrote. */
export function upperCase(value: string): string {
  return /[a-z]/.test(value) ? value.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : value;
}

/** A final `x` is how many people write the check character X; the standard's own first step raises it. */
export function upperCaseCheck(value: string): string {
  return value.endsWith('x') ? `${value.slice(0, -1)}X` : value;
}

/** Lets a rule read small letters as capitals: what was good so becomes a warning, with the canonical form. */
export function inEitherCase(rule: Rule): Rule {
  return (value, setting) => {
    const small = /[a-z]/.exec(value);
    if (small === null) return rule(value, setting);
    const result = rule(upperCase(value), setting);
    return result.status === 'ok' ? warn(result, 'lower-case', small.index + 1) : result;
  };
}
