/** Shapes that several rules look for. */
import type { Scan, Token } from '../scan.ts';

export interface Call {
  readonly name: string;
  readonly line: number;
  /** Tells the time of day: `Date.now()`, `new Date()`, `Date()`. Durations (`performance.now()`) are no clock. */
  readonly readsClock: boolean;
}

/** Calls of two-part names such as `Date.now`, and constructions of Date. */
export function* callsOf({ tokens }: Scan): Iterable<Call> {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const [dot, member, bracket] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]];
    const before = tokens[index - 1]?.text;
    if (before !== '.' && dot?.text === '.' && member?.kind === 'word') {
      const name = `${token.text}.${member.text}`;
      // Date.now passed on as a function reads the clock as well.
      if (bracket?.text === '(' || name === 'Date.now') {
        yield { name, line: token.line, readsClock: name === 'Date.now' };
      }
    }
    if (token.text === 'Date' && before !== '.' && dot?.text === '(') {
      const now = before !== 'new' || member?.text === ')';
      if (now) yield { name: before === 'new' ? 'new Date()' : 'Date()', line: token.line, readsClock: true };
    }
  }
}

/** Texts in quotes or backticks. */
export function textsOf({ tokens }: Scan): Token[] {
  return tokens.filter((token) => token.kind === 'string' || token.kind === 'template');
}

/** Line of an offset inside a token's text. */
export function lineInside(token: Token, offset: number): number {
  return token.line + (token.text.slice(0, offset).match(/\n/g)?.length ?? 0);
}
