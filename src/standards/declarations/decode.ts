import type { FindingCode, Findings, Params, Position } from './findings.ts';
import { limits } from './limits.ts';
import type { Words } from './model.ts';
import type { MapNode, Tree } from './tree.ts';

/**
 * Small decoders from a YAML tree to typed values. Each reports what is wrong at its place and returns undefined; reading goes on,
 * so that an officer sees all mistakes of a file at once. Optional values are null when absent: shapes are always whole.
 */
export interface Reading {
  readonly file: string;
  readonly findings: Findings;
  /** Where every object and array that was read stood, for the checks between files. */
  readonly places: Places;
}
export type Decode<T> = (tree: Tree, path: string, reading: Reading) => T | undefined;

/** Where an object stood, and where each of its keys. */
export interface Place extends Position {
  readonly file: string;
  readonly path: string;
  readonly keys: ReadonlyMap<string, Position>;
}
export class Places {
  readonly #places = new WeakMap<object, Place>();
  readonly #rows = new WeakMap<object, (index: number) => Place>();

  set(value: object, place: Place): void {
    this.#places.set(value, place);
  }

  /** Rows are many, so a list keeps one function for all of theirs. */
  setRows(rows: object, placeOf: (index: number) => Place): void {
    this.#rows.set(rows, placeOf);
  }

  /** The place of one row of a list. */
  ofRow(rows: object, index: number): Place {
    return this.#rows.get(rows)?.(index) ?? this.of(rows);
  }

  /** The place of an object, or of one of its keys. */
  of(value: object, key?: string): Place {
    const place = this.#places.get(value);
    if (place === undefined) return { file: '?', line: 1, column: 1, path: '', keys: new Map() };
    const at = key === undefined ? undefined : place.keys.get(key);
    return at === undefined
      ? place
      : { ...place, ...at, path: place.path === '' ? (key ?? '') : `${place.path}.${key}` };
  }
}

export function complain(
  reading: Reading,
  code: FindingCode,
  tree: Position,
  path: string,
  params: Params = {},
): undefined {
  reading.findings.error(code, reading.file, tree, path, params);
  return undefined;
}

// Texts ---------------------------------------------------------------------------------------------------------------------------

/** Control characters, noncharacters, lone surrogates and invisible direction marks have no place in a declaration. */
const unprintable =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/u;

/** A non-empty text, NFC, trimmed, without control characters. */
export const text: Decode<string> = (tree, path, reading) => {
  if (tree.kind !== 'text')
    return complain(reading, 'wrong-shape', tree, path, { wanted: '文本', wantedEn: 'a text' });
  const value = tree.text.normalize('NFC').trim();
  if (value === '')
    return complain(reading, 'bad-text', tree, path, { wanted: '不能为空', wantedEn: 'it is empty' });
  if (value.length > limits.textLength) {
    const limit = limits.textLength;
    return complain(reading, 'bad-text', tree, path, {
      wanted: `至多 ${limit} 字`,
      wantedEn: `at most ${limit} characters`,
    });
  }
  if (unprintable.test(value))
    return complain(reading, 'bad-text', tree, path, {
      wanted: '不能有控制字符',
      wantedEn: 'no control characters',
    });
  return value;
};

/** A text of a given shape, described in both languages for the complaint. */
export function shaped(pattern: RegExp, zh: string, en: string): Decode<string> {
  return (tree, path, reading) => {
    const value = text(tree, path, reading);
    if (value === undefined || pattern.test(value)) return value;
    return complain(reading, 'bad-text', tree, path, { wanted: zh, wantedEn: en });
  };
}

/** The version of one declaration. */
export const version = shaped(/^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$/, '版本号，如 1.0', 'a version such as 1.0');

export const slug = shaped(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  '小写字母、数字与连字符',
  'lower-case letters, digits and hyphens',
);
/** Names that become SQL columns and JSON keys: strict, short, and never inherited from Object.prototype. */
export const fieldName: Decode<string> = (tree, path, reading) => {
  const value = shaped(
    /^[a-z][A-Za-z0-9]{0,39}$/,
    '小写字母开头的驼峰名，至多 40 字',
    'camelCase, at most 40 letters',
  )(tree, path, reading);
  if (value !== undefined && value in {})
    return complain(reading, 'bad-text', tree, path, {
      wanted: '不能用保留名',
      wantedEn: 'the name is reserved',
    });
  return value;
};

export const boolean: Decode<boolean> = (tree, path, reading) => {
  if (tree.kind === 'text' && (tree.text === 'true' || tree.text === 'false')) return tree.text === 'true';
  return complain(reading, 'wrong-shape', tree, path, { wanted: 'true 或 false', wantedEn: 'true or false' });
};

export function number(min: number, max: number, whole = true): Decode<number> {
  return (tree, path, reading) => {
    const source = tree.kind === 'text' ? tree.text : '';
    const value = /^-?[0-9]{1,15}(\.[0-9]{1,9})?$/.test(source) ? Number(source) : Number.NaN;
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const zh = `${min} 到 ${max} 的${whole ? '整数' : '数'}`;
    return complain(reading, 'wrong-shape', tree, path, {
      wanted: zh,
      wantedEn: `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
    });
  };
}

export function oneOf<const T extends string>(known: readonly T[]): Decode<T> {
  return (tree, path, reading) => {
    const found = tree.kind === 'text' ? known.find((one) => one === tree.text) : undefined;
    if (found !== undefined) return found;
    const value = tree.kind === 'text' ? tree.text : tree.kind;
    return complain(reading, 'not-one-of', tree, path, { value, known: known.join(', ') });
  };
}

/** `YYYY-MM-DD`, a day that exists. */
export const day: Decode<string> = (tree, path, reading) => {
  const value = tree.kind === 'text' ? tree.text : '';
  return isDay(value) ? value : complain(reading, 'bad-date', tree, path, { value });
};

export function isDay(value: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

// Lists and records ---------------------------------------------------------------------------------------------------------------

export function list<T>(item: Decode<T>, max: number): Decode<readonly T[]> {
  return (tree, path, reading) => {
    if (tree.kind !== 'list')
      return complain(reading, 'wrong-shape', tree, path, { wanted: '列表', wantedEn: 'a list' });
    if (tree.items.length > max)
      return complain(reading, 'too-many', tree, path, { what: '条目 entries', limit: max });
    const values: T[] = [];
    let whole = true;
    for (const [index, one] of tree.items.entries()) {
      const value = item(one, `${path}[${index}]`, reading);
      if (value === undefined) whole = false;
      else values.push(value);
    }
    reading.places.set(values, {
      file: reading.file,
      path,
      line: tree.line,
      column: tree.column,
      keys: new Map(),
    });
    return whole ? values : undefined;
  };
}

/** A mapping of names to declarations, in the order written; each item also receives its name. */
export function named<T extends object>(
  name: Decode<string>,
  item: (name: string) => Decode<T>,
  max: number,
): Decode<readonly T[]> {
  return (tree, path, reading) => {
    if (tree.kind !== 'map')
      return complain(reading, 'wrong-shape', tree, path, {
        wanted: '“名称: 内容”的映射',
        wantedEn: 'a mapping',
      });
    if (tree.entries.length > max)
      return complain(reading, 'too-many', tree, path, { what: '条目 entries', limit: max });
    const values: T[] = [];
    let whole = true;
    for (const { key, value: below, line, column } of tree.entries) {
      const at = path === '' ? key : `${path}.${key}`;
      const called = name({ kind: 'text', text: key, line, column }, at, reading);
      const value = called === undefined ? undefined : item(called)(below, at, reading);
      if (value === undefined) {
        whole = false;
        continue;
      }
      values.push(value);
      // A declaration stands where its name does, not where its first key does.
      reading.places.set(value, { ...reading.places.of(value), line, column });
    }
    return whole ? values : undefined;
  };
}

/** How one key of a record is read. `absent`: what stands when the key isn't there; undefined = the key is required. */
export interface Slot<T> {
  readonly decode: Decode<T>;
  readonly absent: { readonly value: T } | undefined;
}
export type Shape<T> = { readonly [K in keyof T]-?: Slot<T[K]> };

export function required<T>(decode: Decode<T>): Slot<T> {
  return { decode, absent: undefined };
}
export function optional<T>(decode: Decode<T>): Slot<T | null> {
  return { decode, absent: { value: null } };
}
export function otherwise<T>(decode: Decode<T>, value: T): Slot<T> {
  return { decode, absent: { value } };
}

/** A record with exactly these keys; unknown keys are refused. */
export function record<T extends object>(shape: Shape<T>): Decode<T> {
  const known = Object.keys(shape) as (keyof T & string)[];
  return (tree, path, reading) => {
    if (tree.kind !== 'map')
      return complain(reading, 'wrong-shape', tree, path, { wanted: '映射', wantedEn: 'a mapping' });
    let whole = refuseUnknown(tree, known, path, reading);
    const found = new Map(tree.entries.map((entry) => [entry.key, entry]));
    const value: Partial<T> = {};
    for (const key of known) {
      const slot: Slot<T[typeof key]> = shape[key];
      const entry = found.get(key);
      if (entry === undefined && slot.absent === undefined)
        complain(reading, 'missing-key', tree, path, { key });
      const below = path === '' ? key : `${path}.${key}`;
      const read = entry === undefined ? slot.absent?.value : slot.decode(entry.value, below, reading);
      if (read === undefined) whole = false;
      else value[key] = read;
    }
    const { line, column } = tree;
    reading.places.set(value, { file: reading.file, path, line, column, keys: found });
    return whole ? (value as T) : undefined;
  };
}

function refuseUnknown(tree: MapNode, known: readonly string[], path: string, reading: Reading): boolean {
  let whole = true;
  for (const entry of tree.entries) {
    if (known.includes(entry.key)) continue;
    complain(reading, 'unknown-key', entry, path, { key: entry.key, known: known.join(', ') });
    whole = false;
  }
  return whole;
}

export const words: Decode<Words> = record<Words>({ zh: required(text), en: required(text) });

/** Carries the place of a decoded object over to the object made from it. */
export function derive<A extends object, B extends object>(
  decode: Decode<A>,
  make: (value: A, at: Derive) => B | undefined,
): Decode<B> {
  return (tree, path, reading) => {
    const value = decode(tree, path, reading);
    if (value === undefined) return undefined;
    const made = make(value, { tree, path, reading });
    if (made !== undefined) reading.places.set(made, reading.places.of(value));
    return made;
  };
}
export interface Derive {
  readonly tree: Tree;
  readonly path: string;
  readonly reading: Reading;
}
