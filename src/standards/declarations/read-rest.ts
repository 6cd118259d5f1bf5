import {
  boolean,
  complain,
  derive,
  named,
  number,
  oneOf,
  optional,
  otherwise,
  record,
  required,
  shaped,
  slug,
  words,
  list,
} from './decode.ts';
import type { Decode } from './decode.ts';
import { limits } from './limits.ts';
import type { NumberRule, PackHeader, Segment } from './model.ts';

/** `range: [20000, 29999]`: the identifiers that a pack gives out itself. */
const range: Decode<readonly number[]> = (tree, path, reading) => {
  const ends = list(number(1, 99_999), 2)(tree, path, reading);
  const [first, last] = ends ?? [];
  if (ends === undefined || (first !== undefined && last !== undefined && first <= last)) return ends;
  return complain(reading, 'wrong-shape', tree, path, {
    wanted: '起止两个号，如 [20000, 29999]',
    wantedEn: 'the first and the last number, such as [20000, 29999]',
  });
};

/** `pack.yaml`. */
export const packFile = record<PackHeader>({
  name: required(slug),
  version: required(
    shaped(/^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$/, '三段版本号，如 1.0.0', 'a version such as 1.0.0'),
  ),
  title: required(words),
  fictional: otherwise(boolean, false),
  range: optional(range),
});

const literal = shaped(
  /^[A-Z0-9-]{1,12}$/,
  '大写字母、数字或连字符，至多 12 位',
  'capitals, digits or hyphens, at most 12',
);
const segmentKinds: Record<
  string,
  (
    tree: Parameters<Decode<Segment>>[0],
    path: string,
    reading: Parameters<Decode<Segment>>[2],
  ) => Segment | undefined
> = {
  literal: (...at) => wrap(literal(...at), (read) => ({ kind: 'literal', text: read })),
  division: (...at) => wrap(number(2, 12)(...at), (length) => ({ kind: 'division', length })),
  org: (...at) => wrap(number(2, 18)(...at), (length) => ({ kind: 'org', length })),
  date: (...at) => wrap(oneOf(['yyyymmdd', 'yyyymm', 'yyyy'])(...at), (form) => ({ kind: 'date', form })),
  sequence: (...at) => wrap(number(1, 12)(...at), (length) => ({ kind: 'sequence', length })),
  check: (...at) => wrap(oneOf(['mod-11-2', 'mod-37-36'])(...at), (method) => ({ kind: 'check', method })),
};

function wrap<T>(read: T | undefined, make: (value: T) => Segment): Segment | undefined {
  return read === undefined ? undefined : make(read);
}

/** `- literal: HH`, `- division: 6`, `- sequence: 6`: one key each. */
const segment: Decode<Segment> = (tree, path, reading) => {
  const entry = tree.kind === 'map' && tree.entries.length === 1 ? tree.entries[0] : undefined;
  const read =
    entry !== undefined && Object.hasOwn(segmentKinds, entry.key) ? segmentKinds[entry.key] : undefined;
  if (entry === undefined || read === undefined)
    return complain(reading, 'wrong-shape', tree, path, {
      wanted: '一段，如 sequence: 6',
      wantedEn: 'one segment such as sequence: 6',
    });
  return read(entry.value, `${path}.${entry.key}`, reading);
};

const ruleShape = record<Omit<NumberRule, 'name'>>({
  title: required(words),
  segments: required(list(segment, 12)),
  resets: otherwise(oneOf(['never', 'daily', 'yearly']), 'never'),
});

/** `number-rules.yaml`. */
export const numberRulesFile = record<{ 'number-rules': readonly NumberRule[] }>({
  'number-rules': required(
    named(slug, (name) => derive(ruleShape, (value): NumberRule => ({ name, ...value })), limits.entries),
  ),
});
