import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { QualityTest } from '#standards/declarations/index.ts';
import { makeCitizenNumber } from '#standards/identifiers/index.ts';
import { loadCatalogue, loadDivisions, valueCheck } from '#platform/catalogue/index.ts';
import { join } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';
import { qualityOf, scoreOf } from '../runs/keep-score.ts';
import { addYears, holds } from './evaluate.ts';
import { openPartReader } from './part-reader.ts';
import { openRuleBook } from './rule-book.ts';

const catalogue = loadCatalogue(['core', 'regulations'].map((name) => join(projectRoot, 'packs', name)));
const divisions = loadDivisions('demo');
const parts = {
  catalogue,
  check: valueCheck(catalogue, divisions, 'demo'),
  partOf: openPartReader({ divisions, profile: 'demo' }),
};
const at = new Date('2026-06-01T00:00:00Z');
const settings = catalogue.pack.qualitySettings;
const person = catalogue.pack.resources.get('person');
assert.ok(settings && person);
const book = openRuleBook(parts, settings, person);

const right = {
  citizenNumber: makeCitizenNumber({ division: '690101', birthDate: '1990-03-07', sequence: 1 }),
  name: '测试',
  sex: '1',
  birthDate: '1990-03-07',
  status: '10',
  registeredOn: '2016-01-04',
};
const blank = Object.fromEntries(person.fields.map(({ name }) => [name, null]));
const judge = (change: object) => {
  const record = { id: 'a', version: 1, values: { ...blank, ...right, ...change } };
  return book
    .judge(record, new Map(), at)
    .map(({ rule, field }) => `${rule} ${field}`)
    .sort();
};

test('a right record breaks no rule', () => assert.deepEqual(judge({}), []));

const planted: readonly (readonly [object, string])[] = [
  [{ name: null }, 'required name'],
  [{ birthDate: '1990-03-08' }, 'person-birth-date-as-in-number birthDate'],
  [{ sex: '2' }, 'person-woman-as-in-number sex'],
  [{ education: '99' }, 'code education'],
  [{ citizenNumber: `${right.citizenNumber.slice(0, -1)}A` }, 'check citizenNumber'],
  [{ registeredOn: '2027-01-01' }, 'future registeredOn'],
  [{ registeredOn: '1980-01-01' }, 'person-registered-after-birth registeredOn'],
  [{ household: '00000000-0000-4000-8000-000000000000' }, 'missing-record household'],
];
for (const [change, rule] of planted) {
  test(`planted: ${JSON.stringify(change)} breaks ${rule}`, () => {
    const found = judge(change);
    assert.ok(found.includes(rule), found.join(', '));
  });
}

const of = (name: string) => ({ kind: 'field', path: [name], part: null, years: 0 }) as const;
const world = { today: '2026-06-01', refers: () => null, part: () => null };
const values = fc.record({
  a: fc.option(fc.constantFrom('1', '2')),
  b: fc.option(fc.constantFrom('1', '2')),
});
const equal: QualityTest = { kind: 'equal', left: of('a'), right: of('b') };
const exists: QualityTest = { kind: 'exists', of: of('a') };

test('what can’t be told is never a failure: three values, as in logic', () => {
  fc.assert(
    fc.property(values, (record) => {
      const examined = { resource: 'x', values: record, related: new Map() };
      const say = (test: QualityTest) => holds(world, examined, test);
      const known = record.a !== null && record.b !== null;
      assert.equal(say(equal), known ? record.a === record.b : null);
      assert.equal(say({ kind: 'not', of: { kind: 'not', of: equal } }), say(equal));
      const and = say({ kind: 'all', of: [equal, exists] });
      const negated = {
        kind: 'any',
        of: [equal, exists].map((test) => ({ kind: 'not', of: test })),
      } as QualityTest;
      const or = say(negated);
      assert.equal(and, or === null ? null : !or, 'not (a and b) is (not a) or (not b)');
    }),
  );
});

test('a record refers through others; where the way ends nothing is claimed', () => {
  const refers = (resource: string, field: string) => (resource === 'x' && field === 'y' ? 'y' : null);
  const operand = { kind: 'field', path: ['y', 'state'], part: null, years: 0 } as const;
  const ask: QualityTest = { kind: 'in', of: operand, values: ['10'] };
  const say = (y: string | null) => {
    const related = new Map([
      [
        'y',
        new Map([
          ['1', { state: '10' }],
          ['2', { state: '40' }],
        ]),
      ],
    ]);
    return holds({ ...world, refers }, { resource: 'x', values: { y }, related }, ask);
  };
  assert.deepEqual([say('1'), say('2'), say('3'), say(null)], [true, false, null, null]);
});

test('years are added by the calendar', () => {
  assert.deepEqual(
    [addYears('2008-02-29', 18), addYears('2000-12-31', -1), addYears('no day', 1)],
    ['2026-03-01', '1999-12-31', null],
  );
});

test('the score weighs each record by its gravest error, is cut and never rounded up to 100', () => {
  assert.deepEqual(
    [scoreOf(0, 0), scoreOf(1000, 0), scoreOf(1_000_000, 0.6), scoreOf(2, 2)],
    [100, 100, 99.99, 0],
  );
  const counted = {
    resource: 'person',
    recordsDone: 10,
    faulty: 1,
    lost: 0.6,
    tallies: { 'required|name': 1, 'code|sex': 3 },
  };
  const quality = qualityOf(catalogue.pack, counted);
  assert.equal(quality.score, 94);
  assert.deepEqual(
    quality.rules.map(({ rule, count }) => `${rule} ${count}`),
    ['code 3', 'required 1'],
  );
  assert.equal(quality.rules[1]?.title.zh, '姓名未填写');
});
