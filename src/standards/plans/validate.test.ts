import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { corePack, editedFiles } from '../../../test/support/packs.ts';
import { parsePack } from '../declarations/index.ts';
import type { Pack } from '../declarations/index.ts';
import { planResource, validate, validationMessages } from './index.ts';
import type { IdentifierCheck, ValidationCode, ValidatorPlan } from './index.ts';

const at = new Date('2026-11-23T04:00:00Z');

function planOf(name: string, pack: Pack = corePack()): ValidatorPlan {
  const resource = pack.resources.get(name);
  assert.ok(resource);
  return planResource(resource, pack, { at }).validator;
}

const id = '0b8d5f4e-3a5c-4a53-9d0a-1f2e3d4c5b6a';
const person = {
  citizenNumber: '690101199003071017',
  name: '张三',
  sex: '1',
  birthDate: '1990-03-07',
  status: '10',
  registeredOn: '2020-01-01',
};
const create = { at, mode: 'create' } as const;
const change = { at, mode: 'change' } as const;

function codes(name: string, values: unknown, options: Parameters<typeof validate>[2] = create): string[] {
  return validate(planOf(name), values, options).errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

test('a good record passes and comes back canonical', () => {
  const { ok, values } = validate(
    planOf('person'),
    { ...person, name: ' 张三 ', household: id.toUpperCase(), formerName: null },
    create,
  );
  assert.ok(ok);
  assert.deepEqual(values, { ...person, household: id });
});

test('each thing that is wrong is named by its field', () => {
  assert.deepEqual(codes('person', { ...person, sex: '3', birthDate: '1990-02-30', nonsense: 1 }), [
    '/nonsense unknown-field',
    '/sex unknown-code',
    '/birthDate not-a-date',
  ]);
  assert.deepEqual(
    codes('person', {}),
    ['citizenNumber', 'name', 'sex', 'birthDate', 'status', 'registeredOn'].map(
      (field) => `/${field} required`,
    ),
  );
  assert.deepEqual(codes('person', []), [' not-an-object']);
});

test('a change looks only at what is given; null clears what is optional and is refused where required', () => {
  assert.deepEqual(codes('person', { education: '20' }, change), []);
  assert.deepEqual(validate(planOf('person'), { formerName: null }, change).values, { formerName: null });
  assert.deepEqual(codes('person', { name: null }, change), ['/name required']);
});

test('lengths count characters, whatever bytes they take', () => {
  const name = (text: string) => codes('person', { ...person, name: text });
  assert.deepEqual(name('𠮷'.repeat(50)), []);
  assert.deepEqual(name('𠮷'.repeat(51)), ['/name too-long']);
  assert.deepEqual(name('e\u0301'.repeat(50)), [], 'a letter and its accent are one character after NFC');
});

test('control, invisible, broken and private-use characters are refused', () => {
  for (const bad of ['\u0000', '\n', '\u200b', '\u202e', '\ud800', '\ufeff', '\uffff'])
    assert.deepEqual(
      codes('person', { ...person, name: `张${bad}三` }),
      ['/name control-character'],
      JSON.stringify(bad),
    );
  assert.deepEqual(codes('person', { ...person, name: '张\ue000' }), ['/name private-character']);
});

test('a code must be in force on the day of the reference time', () => {
  const list = (text: string) => text.replace('en: Male', "en: Male, to: '2026-11-22'");
  const { pack } = parsePack(editedFiles({ 'core/code-lists/sex.yaml': list }));
  assert.ok(pack);
  const found = (when: string) =>
    validate(planOf('person', pack), person, { at: new Date(when), mode: 'create' }).errors.map(
      ({ code }) => code,
    );
  assert.deepEqual(
    [found('2026-11-22T15:59:59Z'), found('2026-11-22T16:00:00Z')],
    [[], ['code-not-in-force']],
  );
});

test('identifiers are checked by the rule that the caller brings; doubts warn, errors refuse, the canonical form is kept', () => {
  const check: IdentifierCheck = (kind, value) => {
    const status = value.endsWith('7') ? 'ok' : value.endsWith('x') ? 'warn' : 'error';
    return { status, canonical: status === 'error' ? null : value.toUpperCase(), zh: kind, en: kind };
  };
  const run = (citizenNumber: string) =>
    validate(planOf('person'), { ...person, citizenNumber }, { ...create, identifierCheck: check });
  assert.ok(run('690101199003071017').ok);
  assert.deepEqual(run('69010119900307101x').values['citizenNumber'], '69010119900307101X');
  assert.equal(run('69010119900307101x').warnings[0]?.pointer, '/citizenNumber');
  assert.deepEqual(
    run('690101199003071011').errors.map(({ code }) => code),
    ['identifier'],
  );
});

test('numbers of our own pass only as their rule makes them', () => {
  const premises = {
    code: 'PR690101000000001',
    division: '690101001',
    street: '人民路',
    doorNumber: '1号',
    kind: '20',
    usage: '10',
    status: '10',
  };
  assert.deepEqual(codes('premises', premises), []);
  assert.deepEqual(codes('premises', { ...premises, code: 'PX690101000000001' }), ['/code wrong-pattern']);
  assert.deepEqual(codes('premises', { ...premises, longitude: 180.5, latitude: 91, floorArea: 1.234 }), [
    '/floorArea too-many-digits',
    '/longitude too-large',
    '/latitude too-large',
  ]);
});

test('many values are a list without repetition', () => {
  const licence = {
    holder: id,
    fileNumber: '123456789012',
    firstIssuedOn: '2010-01-01',
    validFrom: '2020-01-01',
    status: 'A',
  };
  assert.deepEqual(codes('driving-licence', { ...licence, classes: ['C1', 'D'] }), []);
  assert.deepEqual(codes('driving-licence', { ...licence, classes: ['C1', 'Z9'] }), [
    '/classes/1 unknown-code',
  ]);
  assert.deepEqual(codes('driving-licence', { ...licence, classes: ['C1', 'C1'] }), ['/classes repeated']);
  assert.deepEqual(codes('driving-licence', { ...licence, classes: 'C1' }), ['/classes not-a-list']);
  assert.deepEqual(codes('driving-licence', { ...licence, classes: [] }), ['/classes required']);
});

test('no message shows the value', () => {
  const secret = '秘密甲乙丙';
  const { errors } = validate(
    planOf('person'),
    { ...person, sex: secret, birthDate: secret, citizenNumber: secret, household: secret },
    create,
  );
  assert.ok(errors.length >= 4 && !JSON.stringify(errors.map(({ zh, en }) => zh + en)).includes(secret));
});

/** A resource with one field of each kind that the core pack doesn't use. */
function zoo(): Pack {
  const element = (name: string, number: number, representation: string, format: string, domain = '') =>
    `  ${name}:\n    identifier: XE8000${number}\n    title: { zh: ${name}, en: ${name} }\n    definition: { zh: 甲, en: a }\n` +
    `    object: { zh: 物, en: thing }\n    property: { zh: ${name}, en: ${name} }\n    representation: ${representation}\n    format: ${format}\n${domain}`;
  const elements = [
    element('zoo-code', 1, 'number', '{ gb39046: an3..8 }'),
    element('zoo-big', 2, 'amount', 'n..20,2'),
    element('zoo-whole', 3, 'quantity', 'n..4'),
    element('zoo-month', 4, 'date', 'd6'),
    element('zoo-instant', 5, 'date-time', 'd14'),
    element('zoo-clock', 6, 'date', 't4'),
    element('zoo-flag', 7, 'indicator', 'bl'),
    element('zoo-picture', 8, 'description', 'bn JPEG'),
    element('zoo-fixed', 9, 'number', 'c4', "    domain: { pattern: '[A-Z]{4}' }\n"),
  ].join('');
  const fields = [
    'code: { element: zoo-code, key: true }',
    'big: { element: zoo-big }',
    'whole: { element: zoo-whole }',
    'month: { element: zoo-month }',
  ]
    .concat([
      'instant: { element: zoo-instant }',
      'clock: { element: zoo-clock }',
      'flag: { element: zoo-flag }',
      'picture: { element: zoo-picture }',
    ])
    .concat([
      'fixed: { element: zoo-fixed, when: { field: code, equals: [abc] } }',
      'check: { element: file-number }',
    ]);
  const resource =
    `resource: zoo\ntitle: { zh: 园, en: Zoo }\nowner: system\ncategory: 3/01/zoo\nclassification: { level: general, grade: 2 }\n` +
    `sharing: { type: conditional }\ncycle: daily\nfields:\n${fields.map((field) => `  ${field}\n`).join('')}search: [[code]]\n`;
  const file = element('file-number', 0, 'number', 'c25', '    domain: { number-rule: case-file }\n');
  const { pack, errors } = parsePack(
    editedFiles({
      'core/elements/zoo.yaml': `elements:\n${elements}${file}`,
      'core/resources/zoo.yaml': resource,
    }),
  );
  assert.ok(pack, JSON.stringify(errors));
  return pack;
}
const zooPlan = planOf('zoo', zoo());

const wrong: readonly (readonly [ValidationCode, Record<string, unknown>])[] = [
  ['too-short', { code: 'ab' }],
  ['wrong-characters', { code: 'ab-c' }],
  ['not-text', { code: 5 }],
  ['wrong-length', { code: 'abc', fixed: 'ABC' }],
  ['wrong-pattern', { code: 'abc', fixed: 'ABC1' }],
  ['not-applicable', { code: 'abd', fixed: 'ABCD' }],
  ['wrong-check', { code: 'abc', check: '6901010000002026112300010' }],
  ['not-a-number', { code: 'abc', big: 12.5 }],
  ['too-many-digits', { code: 'abc', big: '1234567890123456789.00' }],
  ['not-whole', { code: 'abc', whole: 1.5 }],
  ['too-many-digits', { code: 'abc', whole: 12345 }],
  ['not-a-date', { code: 'abc', month: '2020-13' }],
  ['not-a-date', { code: 'abc', instant: '2020-02-30T00:00:00Z' }],
  ['not-a-time', { code: 'abc', clock: '24:00' }],
  ['not-a-boolean', { code: 'abc', flag: 'true' }],
  ['not-binary', { code: 'abc', picture: '%%%' }],
];

test('every kind of value is checked by its own rule', () => {
  const good = {
    code: 'abc',
    big: '123456789012345678.25',
    whole: 9999,
    month: '2020-12',
    instant: '2020-02-29T08:00:00+08:00',
    clock: '23:59',
    flag: false,
    picture: 'AAAA',
    fixed: 'ABCD',
  };
  const passed = validate(zooPlan, good, create);
  assert.deepEqual(passed.errors, []);
  assert.deepEqual(codes('premises', { longitude: 1e-7, latitude: -9e-7 }, change), []);
  assert.deepEqual(codes('premises', { longitude: 1e-8 }, change), ['/longitude too-many-digits']);
  assert.equal(passed.values['instant'], '2020-02-29T00:00:00.000Z');
  for (const [code, values] of wrong)
    assert.deepEqual(
      validate(zooPlan, values, create).errors.map((error) => error.code),
      [code],
      JSON.stringify(values),
    );
});

test('every message of the closed list is reached', () => {
  const elsewhere =
    'not-an-object unknown-field required not-a-list too-many repeated control-character private-character too-long unknown-code code-not-in-force too-small too-large not-a-reference identifier';
  const reached = new Set([...wrong.map(([code]) => code), ...(elsewhere.split(' ') as ValidationCode[])]);
  assert.deepEqual(
    Object.keys(validationMessages).filter((code) => !reached.has(code as ValidationCode)),
    [],
  );
  assert.deepEqual(codes('person', { ...person, household: 'x' }), ['/household not-a-reference']);
  assert.deepEqual(codes('driving-licence', { holder: null, points: -1 }, change), [
    '/holder required',
    '/points too-small',
  ]);
  assert.deepEqual(codes('driving-licence', { classes: Array.from({ length: 51 }, () => 'C1') }, change), [
    '/classes too-many',
  ]);
});

// Against an independent model --------------------------------------------------------------------------------------------------------

const scalar = fc.oneof(
  fc.constantFrom(
    '1',
    '2',
    '9',
    '10',
    '20',
    '张三',
    '690101199003071017',
    '1990-03-07',
    '2000-02-30',
    id,
    '',
    ' ',
    null,
    true,
    0,
    -1,
    1.25,
    1e21,
    'C1',
  ),
  fc.string(),
  fc.integer(),
  fc.array(fc.constantFrom('C1', 'D', 'Z9', 5), { maxLength: 3 }),
);
const fieldsOfPerson = planOf('person').fields.map(({ field }) => field);
const anyPerson = fc
  .record({
    base: fc.constantFrom(person, {}),
    more: fc.dictionary(fc.constantFrom(...fieldsOfPerson, 'nonsense', '__proto__', 'toString'), scalar, {
      maxKeys: 4,
    }),
  })
  .map(({ base, more }) => ({ ...base, ...more }));

type Validate = typeof validate;

/** What `validate` passes must pass the JSON Schema too (typebox's checker, which knows nothing of ours), once canonical. */
function agreesWithSchema(check: Validate): void {
  const schema = Compile(planOf('person').schema as Parameters<typeof Compile>[0]);
  fc.assert(
    fc.property(anyPerson, (values) => {
      const { ok, values: canonical } = check(planOf('person'), values, create);
      if (ok) assert.ok(schema.Check(canonical), JSON.stringify(canonical));
      else return;
    }),
    { numRuns: 3000 },
  );
}

test('what passes, passes the JSON Schema too', () => agreesWithSchema(validate));

test('planted bug: a validator that forgets unknown codes is caught by the schema', () => {
  assert.throws(() =>
    agreesWithSchema((plan, values, options) => {
      const found = validate(plan, values, options);
      const errors = found.errors.filter(({ code }) => code !== 'unknown-code');
      const given = values as Record<string, unknown>;
      return { ...found, ok: errors.length === 0, errors, values: { ...given, ...found.values } };
    }),
  );
});

test('what the schema refuses in a whole text form, validate refuses', () => {
  const schema = Compile(planOf('person').schema as Parameters<typeof Compile>[0]);
  fc.assert(
    fc.property(anyPerson, (values) => {
      const { ok } = validate(planOf('person'), values, create);
      // Blank optional texts and outer blanks are forgiven, so only plain values are compared.
      const plain = Object.values(values).every(
        (value) => value !== '' && value !== null && (typeof value !== 'string' || value === value.trim()),
      );
      const empty = Object.values(values).some((value) => Array.isArray(value) && value.length === 0);
      if (
        plain &&
        !empty &&
        !schema.Check(values) &&
        Object.keys(values).every((key) => Object.hasOwn(values, key))
      )
        assert.equal(ok, false, JSON.stringify(values));
    }),
    { numRuns: 3000 },
  );
});

test('anything at all can be given: validate answers, never throws', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
      fc.constantFrom(create, change),
      (values, options) => {
        assert.equal(typeof validate(zooPlan, values, options).ok, 'boolean');
      },
    ),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...zooPlan.fields.map(({ field }) => field)), fc.anything()),
      (values) => {
        assert.equal(typeof validate(zooPlan, values, create).ok, 'boolean');
      },
    ),
    { numRuns: 2000 },
  );
});
