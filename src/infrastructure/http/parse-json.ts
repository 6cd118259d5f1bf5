import { fault } from './errors.ts';

/** Deepest nesting that any of our bodies has is 6; twice that leaves room and keeps recursion harmless. */
const maxDepth = 12;

/**
 * JSON.parse that also refuses what two readers could take differently (control 47): duplicate keys, half a surrogate
 * pair, NUL (which no PostgreSQL text can hold); and `__proto__`, which a careless copy would make a prototype. The
 * text is hostile.
 * @throws Fault http.not-json, http.duplicate-key, http.too-deep, http.forbidden-text
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1] ?? '?';
    throw fault('not-json', { position, reason: 'syntax' });
  }
  refuseDuplicates(text);
  return value;
}

/** The text is known to be valid JSON here, so only strings, braces, brackets and commas matter. */
function refuseDuplicates(text: string): void {
  const open: (Set<string> | null)[] = []; // keys of each open object; null for an array
  let expectKey = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      const isKey = expectKey && keys;
      const raw = text.slice(at, end + 1);
      if (isKey || raw.includes('\\u')) refuseHostileText(JSON.parse(raw) as string, at);
      if (isKey) addKey(keys, JSON.parse(raw) as string, at);
      expectKey = false;
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > maxDepth) throw fault('too-deep', { limit: maxDepth });
      expectKey = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      expectKey = false;
    } else if (character === ',') {
      expectKey = open.at(-1) !== null;
    }
  }
}

function refuseHostileText(value: string, position: number): void {
  if (value.includes('\0') || !value.isWellFormed()) throw fault('forbidden-text', { position });
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function addKey(keys: Set<string>, key: string, position: number): void {
  if (key === '__proto__') throw fault('forbidden-text', { position });
  if (keys.has(key)) throw fault('duplicate-key', { key: key.slice(0, 40), position });
  keys.add(key);
}
