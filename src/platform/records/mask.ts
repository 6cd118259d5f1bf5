import type { Mask } from '#standards/declarations/index.ts';
import { textOf } from './text-of.ts';

const star = '*';

/**
 * The masked form of a value (control 16). Lengths are kept where they are no secret, so that a clerk can compare
 * with a document in hand; what is left never identifies anybody alone.
 */
export function maskValue(mask: Mask, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const characters = Array.from(textOf(value));
  switch (mask) {
    case 'identity':
      return keep(characters, 6, 2);
    case 'name':
      return keep(characters, 1, 0);
    case 'phone':
      return keep(characters, 3, 4);
    case 'number':
      return keep(characters, 0, 4);
    case 'address':
    case 'all':
      return star.repeat(3);
  }
}

/** Keeps so many characters at the head and tail; a value too short for that keeps nothing. */
function keep(characters: readonly string[], head: number, tail: number): string {
  if (characters.length <= head + tail) return star.repeat(Math.max(characters.length, 1));
  const hidden = characters.length - head - tail;
  return (
    characters.slice(0, head).join('') +
    star.repeat(hidden) +
    characters.slice(characters.length - tail).join('')
  );
}
