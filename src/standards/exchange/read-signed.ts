import canonicalize from 'canonicalize';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/schema';
import { formatNote, parseNote } from '../ledger/index.ts';
import type { NoteSignature } from '../ledger/index.ts';
import { problem } from './problems.ts';
import type { Problem } from './problems.ts';
import { formats } from './shapes.ts';
import type { Format } from './shapes.ts';

/** What was signed, as content and as the very text; and the signatures, which nobody has checked yet. */
export interface Signed<Content> {
  readonly content: Content;
  /** One line of canonical JSON (RFC 8785) and a newline: these bytes are signed and hashed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type Refused = { readonly ok: false; readonly problems: readonly Problem[] };
export type Read<Content> = { readonly ok: true; readonly signed: Signed<Content> } | Refused;

/** Most of a text in UTF-16 units. A message says what is asked, its body travels beside it; a directory lists a country's nodes. */
export const longest: Readonly<Record<Format, number>> = {
  message: 16_384,
  act: 131_072,
  directory: 8_388_608,
  agreement: 65_536,
};

/** Refuses as one problem. */
export function refuse(...problems: readonly Problem[]): Refused {
  return { ok: false, problems };
}

/** The text that is signed for this content. @throws Error for a lone surrogate or a number that JSON has not */
export function textOf(content: object): string {
  const text = canonicalize(content);
  if (text === undefined) throw new Error('nothing to sign');
  return `${text}\n`;
}

/** A text and its signatures as one signed note (c2sp.org/signed-note). */
export function noteOf(text: string, signatures: readonly NoteSignature[]): string {
  return formatNote({ text, signatures });
}

/**
 * Reads a signed note of one format. All of it is a stranger's: another shape, an unknown key, a key that stands twice, a second
 * spelling of anything is refused. `schemaOf` finds the shape of what says of itself that it is of a kind. Never throws.
 */
export function readSigned<Schema extends TSchema>(
  input: string,
  format: Format,
  schemaOf: (value: Record<string, unknown>) => Schema | undefined,
): Read<Static<Schema>> {
  if (input.length > longest[format])
    return refuse(problem('too-large', '1', { value: input.length, limit: longest[format] }));
  const note = parseNote(input, longest[format]);
  if (note === undefined) return refuse(problem('not-a-note', '1'));
  const value = parsed(note.text);
  if (value === undefined) return refuse(problem('not-json', '1'));
  if (value['format'] !== formats[format])
    return refuse(problem('unknown-format', '/format', { value: nameOf(value['format']), want: formats[format] }));
  const schema = schemaOf(value);
  const flaw = schema === undefined ? problem('bad-shape', '/kind', detailOf('enum')) : shapeProblem(schema, value);
  if (flaw !== undefined) return refuse(flaw);
  if (!isCanonical(value, note.text)) return refuse(problem('not-canonical', '1'));
  return { ok: true, signed: { content: value as Static<Schema>, text: note.text, signatures: note.signatures } };
} // prettier-ignore

/** A stranger’s value is not turned into text: an object may say how, and a deep one has no end. */
function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : '?';
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Also false for a key that stands twice: what was read has it once. */
function isCanonical(value: object, text: string): boolean {
  try {
    return textOf(value) === text;
  } catch {
    return false; // half a surrogate pair
  }
}

const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>();

function shapeProblem(schema: TSchema, value: unknown): Problem | undefined {
  const excess = placeOfExcess(value, '', 0);
  if (excess !== undefined) return problem('bad-shape', excess, detailOf('excess'));
  let checker = compiled.get(schema);
  if (checker === undefined) compiled.set(schema, (checker = Compile(schema)));
  if (checker.Check(value)) {
    const place = falseInstant(value, '');
    return place === undefined ? undefined : problem('bad-shape', place, detailOf('instant'));
  }
  const [, errors] = checker.Errors(value);
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0];
  const { keyword = 'shape', instancePath = '', params } = error ?? {};
  return problem('bad-shape', `${instancePath}${keyNamed(params)}` || '1', detailOf(keyword));
}

/** The key that is missing or should not be there. */
function keyNamed(params: unknown): string {
  const { requiredProperties, additionalProperties } = (params ?? {}) as Record<string, unknown>;
  const [name] = [requiredProperties, additionalProperties].flatMap((names) => (Array.isArray(names) ? names : []));
  return typeof name === 'string' ? `/${name}` : '';
} // prettier-ignore

const details: Readonly<Record<string, readonly [string, string]>> = {
  required: ['缺少此键', 'this key is missing'],
  additionalProperties: ['不应有此键', 'no such key is known here'],
  type: ['类型不符', 'another type is expected'],
  enum: ['不在规定的值之中', 'not one of the values that are known'],
  const: ['不在规定的值之中', 'not one of the values that are known'],
  pattern: ['写法不符', 'written in another way than is specified'],
  instant: ['没有这样的时刻', 'there is no such instant'],
  uniqueItems: ['有重复的项', 'an item stands twice'],
  excess: ['嵌套过深或项数过多', 'nested too deep, or too many items'],
  shape: ['不符合规格', 'not as is specified'],
};

function detailOf(keyword: string): { readonly zh: string; readonly en: string } {
  const [zh, en] = details[keyword] ?? ['超出规定的范围', 'outside the range that is specified'];
  return { zh, en };
}

/** Beyond what any shape has: said at once, since to say all that is wrong with millions of items takes gigabytes. */
const most = { depth: 12, items: 5000, keys: 40 } as const;

function placeOfExcess(value: unknown, place: string, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const count = Array.isArray(value) ? value.length / most.items : Object.keys(value).length / most.keys;
  if (depth > most.depth || count > 1) return place || '1';
  for (const [key, item] of Object.entries(value)) {
    const found = placeOfExcess(item, `${place}/${key.slice(0, most.keys)}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const instantForm = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** The place of a text that has the form of an instant and is none, such as the 30th of February. The depth is that of the shape. */
function falseInstant(value: unknown, place: string): string | undefined {
  if (typeof value === 'string') return instantForm.test(value) && !isInstant(value) ? place : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = falseInstant(item, `${place}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
