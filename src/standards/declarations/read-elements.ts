import { parseFormat } from '../formats/index.ts';
import type { Format } from '../formats/index.ts';
import {
  boolean,
  complain,
  derive,
  list,
  named,
  number,
  oneOf,
  optional,
  otherwise,
  record,
  required,
  shaped,
  slug,
  text,
  version,
  words,
} from './decode.ts';
import type { Decode } from './decode.ts';
import { limits } from './limits.ts';
import { identifierKinds, representations, specials, statuses, verifications } from './model.ts';
import type { DataElement, DataType, Domain, Qualifier, Relations, Words } from './model.ts';
import { patternProblem } from './patterns.ts';

/** `DE00001` claims GA/T 543; `XE00001` is our own range (domain.md, "Honesty rule"). */
const elementIdentifier = shaped(/^(DE|XE)[0-9]{5}$/, 'DE 或 XE 加 5 位数字', 'DE or XE and 5 digits');
const qualifierIdentifier = shaped(/^(DQ|XQ)[0-9]{5}$/, 'DQ 或 XQ 加 5 位数字', 'DQ or XQ and 5 digits');
const standardElement = shaped(/^DE[0-9]{5}$/, 'DE 加 5 位数字', 'DE and 5 digits');
const standardQualifier = shaped(/^DQ[0-9]{5}$/, 'DQ 加 5 位数字', 'DQ and 5 digits');
const symbol = shaped(/^[A-Z][A-Z0-9_]{0,39}$/, '大写字母的标识符', 'an upper-case symbol');

/** `c18` is GA/T 542; the other notations are named: `{ gb39046: an..50 }`. */
const format: Decode<Format> = (tree, path, reading) => {
  const alone = tree.kind === 'map' && tree.entries.length === 1 ? tree.entries[0] : undefined;
  const notation = alone?.key ?? 'ga542';
  const source = alone?.value ?? tree;
  if (source.kind !== 'text' || (notation !== 'ga542' && notation !== 'gb39046' && notation !== 'catalogue'))
    return complain(reading, 'wrong-shape', tree, path, {
      wanted: '格式，如 c18 或 { gb39046: an..50 }',
      wantedEn: 'a format such as c18 or { gb39046: an..50 }',
    });
  const parsed = parseFormat(source.text, notation);
  if (parsed.ok) return parsed.format;
  return complain(reading, 'bad-format', source, path, {
    value: source.text,
    detail: parsed.error.zh,
    detailEn: parsed.error.en,
  });
};

const pattern: Decode<string> = (tree, path, reading) => {
  const source = text(tree, path, reading);
  if (source === undefined) return undefined;
  const detail = patternProblem(source);
  return detail === null ? source : complain(reading, 'bad-pattern', tree, path, { detail });
};

interface WrittenDomain {
  codes: string | null;
  rule: Domain['rule'];
  'number-rule': string | null;
  pattern: string | null;
  minimum: number | null;
  maximum: number | null;
}
const domain = derive(
  record<WrittenDomain>({
    codes: optional(slug),
    rule: optional(oneOf(identifierKinds)),
    'number-rule': optional(slug),
    pattern: optional(pattern),
    minimum: optional(number(-1e12, 1e12, false)),
    maximum: optional(number(-1e12, 1e12, false)),
  }),
  ({ 'number-rule': numberRule, ...rest }): Domain => ({ ...rest, numberRule }),
);
const anyValue: Domain = {
  codes: null,
  rule: null,
  numberRule: null,
  pattern: null,
  minimum: null,
  maximum: null,
};

const related = otherwise(list(slug, limits.relations), []);
const relations = record<Relations>({
  derivedFrom: related,
  composedOf: related,
  replaces: related,
  usedWith: related,
});
const unrelated: Relations = { derivedFrom: [], composedOf: [], replaces: [], usedWith: [] };

interface WrittenElement extends Omit<DataElement, 'name' | 'type' | 'object'> {
  readonly object: Words;
}

const elementShape = record<WrittenElement>({
  identifier: required(elementIdentifier),
  symbol: optional(symbol),
  version: otherwise(version, '1.0'),
  title: required(words),
  definition: required(words),
  synonyms: otherwise(list(text, 20), []),
  object: required(words),
  property: required(words),
  representation: required(oneOf(representations)),
  format: required(format),
  domain: otherwise(domain, anyValue),
  unit: optional(words),
  relations: otherwise(relations, unrelated),
  status: otherwise(oneOf(statuses), 'draft'),
  verification: otherwise(oneOf(verifications), 'draft'),
  source: optional(text),
  mapsTo: optional(standardElement),
  grade: otherwise(number(1, 4), 2),
  reusable: otherwise(boolean, false),
  special: optional(oneOf(specials)),
});

/** `elements/*.yaml`: `elements: { citizen-number: {…}, … }`. */
export const elementsFile = record<{ elements: readonly DataElement[] }>({
  elements: required(
    named(
      slug,
      (name) =>
        derive(elementShape, (value): DataElement => ({ name, ...value, type: dataTypeOf(value.format) })),
      limits.entries,
    ),
  ),
});

export function dataTypeOf(format: Format): DataType {
  const types = { text: 'character', number: 'numeric', date: 'date', datetime: 'date-time' } as const;
  return format.kind in types
    ? types[format.kind as keyof typeof types]
    : (format.kind as 'time' | 'boolean' | 'binary');
}

const qualifierShape = record<Omit<Qualifier, 'name'>>({
  identifier: required(qualifierIdentifier),
  symbol: optional(symbol),
  title: required(words),
  verification: otherwise(oneOf(verifications), 'draft'),
  source: optional(text),
  mapsTo: optional(standardQualifier),
});

/** `qualifiers.yaml`: `qualifiers: { registered-address: {…}, … }`. */
export const qualifiersFile = record<{ qualifiers: readonly Qualifier[] }>({
  qualifiers: required(
    named(slug, (name) => derive(qualifierShape, (value): Qualifier => ({ name, ...value })), limits.entries),
  ),
});
