/** Declarations made at random: a small pack with one resource, and another that a standards officer might make of it. */
import fc from 'fast-check';
import { parsePack } from '#standards/declarations/index.ts';
import type { Pack } from '#standards/declarations/index.ts';

/** One element with the field that uses it, as few numbers, so that two of them differ in one or two ways. */
export interface MadeField {
  readonly kind:
    'text' | 'fixed' | 'digits' | 'number' | 'whole' | 'day' | 'month' | 'instant' | 'boolean' | 'code';
  /** Characters, digits or codes, 1-6. */
  readonly size: number;
  readonly required: boolean;
  readonly many: boolean;
  readonly sealed: boolean;
  readonly minimum: number | null;
}

export interface MadeDeclaration {
  /** By name; the key field is always there and always the same. */
  readonly fields: Readonly<Record<string, MadeField>>;
  readonly searched: readonly string[];
}

const kinds = [
  'text',
  'fixed',
  'digits',
  'number',
  'whole',
  'day',
  'month',
  'instant',
  'boolean',
  'code',
] as const;

export const field: fc.Arbitrary<MadeField> = fc.record({
  kind: fc.constantFrom(...kinds),
  size: fc.integer({ min: 1, max: 6 }),
  required: fc.boolean(),
  many: fc.boolean(),
  sealed: fc.boolean(),
  minimum: fc.option(fc.integer({ min: 0, max: 9 })),
});

const names = ['a', 'b', 'c', 'd'];

export const declaration: fc.Arbitrary<MadeDeclaration> = fc
  .record({ fields: fc.dictionary(fc.constantFrom(...names), field), searched: fc.subarray(names) })
  .map(({ fields, searched }) => ({ fields, searched: searched.filter((name) => name in fields) }));

/** A declaration and a later state of it: mostly small changes, because two strangers are always breaking. */
export const pair: fc.Arbitrary<readonly [MadeDeclaration, MadeDeclaration]> = declaration.chain((before) =>
  fc.array(fc.tuple(fc.constantFrom(...names), fc.option(edit)), { maxLength: 3 }).map((edits) => {
    const fields = { ...before.fields };
    for (const [name, change] of edits) {
      const was = fields[name];
      if (change === null) delete fields[name];
      else fields[name] = was === undefined ? { ...plain, ...change } : { ...was, ...change };
    }
    const searched = before.searched.filter((name) => name in fields);
    return [before, { fields, searched }] as const;
  }),
);

const plain: MadeField = {
  kind: 'text',
  size: 3,
  required: false,
  many: false,
  sealed: false,
  minimum: null,
};
const edit = fc.record(
  {
    size: fc.integer({ min: 1, max: 6 }),
    required: fc.boolean(),
    minimum: fc.option(fc.integer({ min: 0, max: 9 })),
    kind: fc.constantFrom(...kinds),
  },
  { requiredKeys: [] },
);

const texts: readonly MadeField['kind'][] = ['text', 'fixed', 'digits', 'code'];

function formatOf({ kind, size }: MadeField): string {
  const formats: Readonly<Record<MadeField['kind'], string>> = {
    text: `c..${size}`,
    fixed: `c${size}`,
    digits: `c..${size}`,
    number: `n..${size + 4},${Math.min(size, 3)}`,
    whole: `n..${size}`,
    day: 'd8',
    month: 'd6',
    instant: 'd14',
    boolean: 'bl',
    code: 'c1',
  };
  return formats[kind];
}

function domainOf(name: string, { kind, size, minimum }: MadeField): object {
  if (kind === 'digits') return { pattern: `[0-9]{1,${size}}` };
  if (kind === 'code') return { codes: `list-${name}` };
  return (kind === 'number' || kind === 'whole') && minimum !== null ? { minimum } : {};
}

/** The pack of a declaration; a finding is a mistake of this file. */
export function packOf(made: MadeDeclaration): Pack {
  const words = (text: string) => ({ zh: text, en: text });
  const elements = Object.entries(made.fields).map(([name, one], at) => [
    `element-${name}`,
    {
      identifier: `XE6000${at}`,
      title: words(name),
      definition: words(name),
      object: words('物'),
      property: words(name),
      representation: 'name',
      format: formatOf(one),
      domain: domainOf(name, one),
    },
  ]);
  const key = { identifier: 'XE60009', title: words('key'), definition: words('key'), object: words('物'), property: words('key'), representation: 'number', format: 'c..8' }; // prettier-ignore
  const lists = Object.entries(made.fields).filter(([, { kind }]) => kind === 'code');
  const fields = Object.entries(made.fields).map(([name, one]) => [
    name,
    {
      element: `element-${name}`,
      required: one.required,
      many: one.many && texts.includes(one.kind) && !made.searched.includes(name),
      sealed: one.sealed && texts.includes(one.kind) && !one.many,
    },
  ]);
  const resource = {
    resource: 'thing',
    title: words('物'),
    owner: 'registration',
    category: '3/01/test',
    classification: { level: 'general', grade: 2 },
    sharing: { type: 'unconditional' },
    cycle: 'daily',
    fields: { key: { element: 'key', key: true }, ...Object.fromEntries(fields) },
    search: [['key'], ...made.searched.map((name) => [name])],
  };
  const files = [
    { path: 'made/pack.yaml', content: { name: 'made', version: '1.0.0', title: words('made') } },
    { path: 'made/elements/all.yaml', content: { elements: { key, ...Object.fromEntries(elements) } } },
    { path: 'made/resources/thing.yaml', content: resource },
    ...lists.map(([name, { size }]) => ({
      path: `made/code-lists/list-${name}.yaml`,
      content: {
        'code-list': `list-${name}`,
        title: words(name),
        source: 'made',
        values: Array.from({ length: size }, (_, at) => ({ code: String(at), ...words(`v${at}`) })),
      },
    })),
  ];
  const { pack, errors } = parsePack(
    files.map(({ path, content }) => ({ path, text: JSON.stringify(content) })),
  );
  if (pack === null) throw new Error(errors.map(({ file, path, en }) => `${file} ${path} ${en}`).join('\n'));
  return pack;
}

/** Values of one row that the first of two declarations accepts, or none in an optional field; by the name of the field. */
export function rowOf(made: MadeDeclaration): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const values = Object.entries(made.fields).map(([name, one]): [string, fc.Arbitrary<unknown>] => {
    const value =
      one.many && texts.includes(one.kind) && !made.searched.includes(name)
        ? fc.uniqueArray(valueOf(one), { minLength: 1, maxLength: 3 })
        : valueOf(one);
    return [name, one.required ? value : fc.option(value)];
  });
  return fc.record(Object.fromEntries(values));
}

const letters = fc.constantFrom('a', 'B', '7', '0', '中');
const start = new Date('1990-01-01T00:00:00Z').getTime();

function valueOf({ kind, size, minimum }: MadeField): fc.Arbitrary<unknown> {
  const text = (min: number, unit: fc.Arbitrary<string>) =>
    fc.string({ unit, minLength: min, maxLength: size });
  const instant = fc
    .integer({ min: 0, max: 900_000_000 })
    .map((s) => new Date(start + s * 1000).toISOString());
  const low = minimum ?? 0;
  const values: Readonly<Record<MadeField['kind'], fc.Arbitrary<unknown>>> = {
    text: text(1, letters),
    fixed: text(size, letters),
    digits: text(1, fc.constantFrom('0', '1', '9')),
    number: fc.integer({ min: low, max: 99 }),
    whole: fc.integer({ min: Math.min(low, 9), max: 9 }),
    day: instant.map((at) => at.slice(0, 10)),
    month: instant.map((at) => at.slice(0, 7)),
    instant,
    boolean: fc.boolean(),
    code: fc.integer({ min: 0, max: size - 1 }).map(String),
  };
  return values[kind];
}
