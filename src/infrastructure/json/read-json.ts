/** Deepest nesting that any of our bodies has is 6; twice that leaves room and keeps recursion harmless. */
const maxDepth = 12;
/** Of a key that is named in a message. */
const shownKeyLength = 40;

/** What is wrong with a text, and where: the position counts UTF-16 units from 0. */
export type JsonFlaw =
  | { readonly kind: 'not-json'; readonly position: number | null }
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly position: number }
  | { readonly kind: 'too-deep'; readonly limit: number }
  | { readonly kind: 'forbidden-text'; readonly position: number };

export type JsonRead =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly flaw: JsonFlaw };

/**
 * JSON.parse that also refuses what two readers could take differently (control 47): duplicate keys, half a surrogate
 * pair, NUL (which no PostgreSQL text can hold); and `__proto__`, which a careless copy would make a prototype. The
 * text is hostile; nothing is thrown.
 */
export function readJson(text: string): JsonRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    return { ok: false, flaw: { kind: 'not-json', position: position ? Number(position) : null } };
  }
  const flaw = findFlaw(text);
  return flaw ? { ok: false, flaw } : { ok: true, value };
}

/** The text is known to be valid JSON here, so only strings, braces, brackets and commas matter. */
function findFlaw(text: string): JsonFlaw | undefined {
  const open: (Set<string> | null)[] = []; // keys of each open object; null for an array
  let expectKey = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const flaw = flawOfString(text.slice(at, end + 1), expectKey ? (open.at(-1) ?? null) : null, at);
      if (flaw) return flaw;
      expectKey = false;
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > maxDepth) return { kind: 'too-deep', limit: maxDepth };
      expectKey = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      expectKey = false;
    } else if (character === ',') {
      expectKey = open.at(-1) !== null;
    }
  }
  return undefined;
}

/** @param keys of the object whose key this string is; null when it is a value, or stands in an array */
function flawOfString(raw: string, keys: Set<string> | null, position: number): JsonFlaw | undefined {
  if (keys === null && !raw.includes('\\u')) return undefined; // what is not escaped was read as UTF-8, so it is sound
  const value = JSON.parse(raw) as string;
  if (value.includes('\0') || !value.isWellFormed()) return { kind: 'forbidden-text', position };
  if (keys === null) return undefined;
  if (value === '__proto__') return { kind: 'forbidden-text', position };
  if (keys.has(value)) return { kind: 'duplicate-key', key: value.slice(0, shownKeyLength), position };
  keys.add(value);
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
