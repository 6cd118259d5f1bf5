import {
  boolean,
  complain,
  derive,
  fieldName,
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
import { limits } from './limits.ts';
import { citations } from './read-regulations.ts';
import { cycles, levels, masks, sharingTypes } from './model.ts';
import type { Condition, Field, Resource, Sharing, Words } from './model.ts';

/** Names that become tables: short enough that every derived name fits PostgreSQL's 63 bytes. */
const resourceName = shaped(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  '小写字母、数字与连字符',
  'lower-case letters, digits and hyphens',
);
const shortName: typeof resourceName = (tree, path, reading) => {
  const name = resourceName(tree, path, reading);
  if (name === undefined || name.length <= 30) return name;
  return complain(reading, 'bad-text', tree, path, {
    wanted: '名称至多 30 字',
    wantedEn: 'a name has at most 30 characters',
  });
};

const subject = shaped(
  /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/,
  '字段名，或以点相连的路径',
  'a field, or a path joined by dots',
);
const source = shaped(
  /^(self|[0-9]{12})$/,
  'self，或 12 位机构代码',
  'self, or a 12-digit organisation code',
);
const category = shaped(
  /^[1-3]\/[0-9]{2}\/[a-z0-9-]+(\/[a-z0-9-]+)?$/,
  '类/项/目[/细目]，如 1/01/registration',
  'class/item/head, such as 1/01/registration',
);

const when = record<Condition>({ field: required(fieldName), equals: required(list(text, 50)) });

/** `title` and `owner` as written; the title falls back to the element's or the target's when the pack is resolved. */
export interface WrittenField extends Omit<Field, 'name' | 'title' | 'required'> {
  readonly title: Words | null;
  readonly required: boolean | null;
  readonly owner: string | null;
}
export interface NamedField extends WrittenField {
  readonly name: string;
}

/** A field as a person writes it, without its name. */
export const fieldShape = record<WrittenField>({
  element: optional(slug),
  qualifier: optional(slug),
  refers: optional(slug),
  title: optional(words),
  key: otherwise(boolean, false),
  required: optional(boolean),
  many: otherwise(boolean, false),
  sealed: otherwise(boolean, false),
  mask: optional(oneOf(masks)),
  why: optional(words),
  group: optional(fieldName),
  when: optional(when),
  owner: optional(slug),
});

const classification = record<Resource['classification']>({
  level: required(oneOf(levels)),
  grade: required(number(1, 4)),
});
const sharing = record<Sharing>({
  type: required(oneOf(sharingTypes)),
  conditions: optional(words),
  basis: otherwise(citations, []),
  purposes: otherwise(list(slug, 20), []),
});
type Group = Resource['groups'][number];
const group = record<{ title: Words }>({ title: required(words) });
const fieldSets = list(list(fieldName, limits.searchFields), limits.searchSets);

export interface WrittenResource extends Omit<Resource, 'name' | 'fields'> {
  readonly resource: string;
  readonly fields: readonly NamedField[];
}

/** `resources/*.yaml`: one resource a file. */
export const resourceFile = record<WrittenResource>({
  resource: required(shortName),
  version: otherwise(version, '1.0'),
  title: required(words),
  summary: optional(words),
  owner: required(slug),
  source: otherwise(source, 'self'),
  subject: optional(subject),
  category: required(category),
  classification: required(classification),
  sharing: required(sharing),
  cycle: required(oneOf(cycles)),
  groups: otherwise(
    named(fieldName, (name) => derive(group, ({ title }): Group => ({ name, title })), 30),
    [],
  ),
  fields: required(
    named(
      fieldName,
      (name) => derive(fieldShape, (value): NamedField => ({ name, ...value })),
      limits.fieldsPerResource,
    ),
  ),
  search: otherwise(fieldSets, []),
  lists: otherwise(fieldSets, []),
});
