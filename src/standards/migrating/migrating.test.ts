import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareResources, planResource, validate } from '../plans/index.ts';
import { packOf, pair, rowOf } from '../../../test/support/declarations.ts';
import type { MadeDeclaration, MadeField } from '../../../test/support/declarations.ts';
import {
  checkPlan,
  convertPast,
  convertRow,
  neededSteps,
  openMigration,
  readPlan,
  readPlanText,
} from './index.ts';
import type { ConversionRule, Side } from './index.ts';
import { convertValue, unconvertible } from './convert.ts';

const at = new Date('2026-06-01T00:00:00Z');
const plain: MadeField = {
  kind: 'text',
  size: 3,
  required: false,
  many: false,
  sealed: false,
  minimum: null,
};
const made = (fields: MadeDeclaration['fields']): MadeDeclaration => ({ fields, searched: [] });

function plansOf(declaration: MadeDeclaration) {
  const pack = packOf(declaration);
  const resource = pack.resources.get('thing');
  assert.ok(resource);
  return planResource(resource, pack, { at });
}
function sideOf(declaration: MadeDeclaration): Side {
  const { table, validator } = plansOf(declaration);
  return { table, rules: validator.fields };
}

/** What is said of a plan, as codes with their places. */
function saidOf(was: MadeDeclaration, now: MadeDeclaration, fields: object): string[] {
  const { plan, findings } = readPlan({ fields });
  if (plan === null) return findings.map(({ code, path }) => `${code} ${path}`);
  return checkPlan(sideOf(was), sideOf(now), plan, { at }).map(({ code, path }) => `${code} ${path}`);
}

const codes = (size: number): MadeField => ({ ...plain, kind: 'code', size });

test('each step is held to what its field is and was', () => {
  const [was, now] = [made({ a: codes(3), b: plain }), made({ a: codes(2) })];
  const mapping = { a: { step: 'map-codes', codes: { 2: '1' } } };
  const dropping = { b: { step: 'drop', ground: { text: '期满' } } };
  assert.deepEqual(saidOf(was, now, { ...mapping, ...dropping }), []);
  assert.deepEqual(saidOf(was, now, { ...mapping, b: { step: 'keep' } }), []);
  assert.deepEqual(saidOf(was, now, dropping), ['plan-missing fields']);
  assert.deepEqual(saidOf(was, now, { ...mapping, b: { step: 'drop' } }), [
    'plan-ground-needed fields.b.ground',
  ]);
  assert.deepEqual(saidOf(was, now, { a: { step: 'map-codes', codes: {} }, ...dropping }), ['plan-code-uncovered fields.a.codes']); // prettier-ignore
  assert.deepEqual(saidOf(was, now, { a: { step: 'map-codes', codes: { 2: '9' } }, ...dropping }), ['plan-code-unknown fields.a.codes']); // prettier-ignore
  assert.deepEqual(saidOf(was, now, { ...mapping, ...dropping, key: { step: 'keep' } }), ['plan-not-needed fields.key']); // prettier-ignore
  assert.deepEqual(saidOf(was, now, { ...mapping, b: { step: 'convert', rule: 'trim' } }), ['plan-wrong-step fields.b.step']); // prettier-ignore
});

test('a required field has a default that it accepts, or takes its values from a field that is gone', () => {
  const [was, now] = [made({ a: plain }), made({ b: { ...plain, required: true, size: 2 } })];
  const dropping = { a: { step: 'drop', ground: { basis: 'decree-799#16' } } };
  assert.deepEqual(saidOf(was, now, { ...dropping, b: { step: 'default', default: 'x' } }), []);
  assert.deepEqual(saidOf(was, now, { ...dropping, b: { step: 'default' } }), ['plan-default-needed fields.b.default']); // prettier-ignore
  assert.deepEqual(saidOf(was, now, { ...dropping, b: { step: 'default', default: 'xyz' } }), ['plan-default-wrong fields.b.default']); // prettier-ignore
  assert.deepEqual(saidOf(was, now, { b: { step: 'rename', from: 'a', rule: 'trim' } }), []);
  assert.deepEqual(saidOf(was, now, { ...dropping, b: { step: 'rename', from: 'a' } }), ['plan-source-wrong fields.b.from']); // prettier-ignore
});

test('conversions: only where they lead from the old kind of value to the new one', () => {
  const convert = (rule: string) => ({ a: { step: 'convert', rule } });
  const [day, month] = [made({ a: { ...plain, kind: 'day' } }), made({ a: { ...plain, kind: 'month' } })];
  assert.deepEqual(saidOf(day, month, convert('month-from-date')), []);
  assert.deepEqual(saidOf(day, month, convert('trim')), ['plan-wrong-rule fields.a.rule']);
  const rule = sideOf(made({ a: { ...plain, kind: 'whole' } })).rules[1];
  assert.ok(rule);
  const said: readonly [ConversionRule, unknown, unknown][] = [
    ['date-from-instant', '2026-05-31T16:30:00.000Z', '2026-06-01'],
    ['month-from-date', '2026-06-01', '2026-06'],
    ['year-from-date', '2026-06', '2026'],
    ['number-from-text', ' 007 ', 7],
    ['number-from-text', '1,5', unconvertible],
    ['text-from-number', 12.5, '12.5'],
    ['first-of-many', ['a', 'b'], 'a'],
    ['one-into-many', 'a', ['a']],
    ['upper-case', ['a', 'b'], ['A', 'B']],
    ['as-is', 'x', 'x'],
    ['date-from-instant', 'never', unconvertible],
  ];
  for (const [name, value, result] of said) assert.deepEqual(convertValue(name, value, rule), result, name);
});

test('a row: mapped, filled, and refused without its value being told; a past version is never refused', () => {
  const [was, now] = [
    made({ a: codes(3), b: plain }),
    made({ a: { ...codes(2), required: true }, b: { ...plain, size: 2 } }),
  ];
  const { plan } = readPlanText(
    'fields:\n  a: { step: map-codes, codes: { "2": "1" }, default: "0" }\n  b: { step: convert, rule: trim }\n',
  );
  assert.ok(plan);
  const migration = openMigration(sideOf(was), sideOf(now), plan);
  assert.deepEqual(convertRow(migration, { key: 'k', a: '2', b: 'x' }, { at }), { values: { a: '1', b: 'x' }, failures: [] }); // prettier-ignore
  assert.deepEqual(convertRow(migration, { key: 'k', a: null, b: null }, { at }).values, { a: '0', b: null });
  const { failures } = convertRow(migration, { key: 'k', a: '0', b: 'xyz' }, { at });
  assert.deepEqual(failures.map(({ field, code }) => [field, code]), [['b', 'too-long']]); // prettier-ignore
  assert.ok(!JSON.stringify(failures).includes('xyz'));
  assert.deepEqual(convertPast(migration, { key: 'k', a: '2', b: 'xyz' }, { at }), { values: { a: '1', b: null }, lost: ['b'] }); // prettier-ignore
});

test('the classes keep their word: what an old declaration accepts, an identical or wider one accepts, and no step is needed', () => {
  const cases = pair.chain(([was, now]) => fc.tuple(fc.constant(was), fc.constant(now), rowOf(was)));
  const counts = { safe: 0, grave: 0, refused: 0 };
  fc.assert(
    fc.property(cases, ([was, now, row]) => {
      const [before, after] = [plansOf(was), plansOf(now)];
      const { class: grade } = compareResources(before, after);
      const values = { key: '1', ...row };
      assert.ok(validate(before.validator, values, { at, mode: 'create' }).ok);
      const accepted = validate(after.validator, values, { at, mode: 'create' }).ok;
      const needed = neededSteps(sideOf(was), sideOf(now)).needs.length > 0;
      const isSafe = grade === 'identical' || grade === 'widening';
      counts[isSafe ? 'safe' : 'grave'] += 1;
      if (!accepted) counts.refused += 1;
      assert.ok(accepted || !isSafe, 'a wider declaration refuses what the old one took');
      assert.equal(needed, !isSafe);
    }),
    { numRuns: 200 },
  );
  assert.ok(counts.safe > 20 && counts.refused > 10, JSON.stringify(counts));
});

test('planted bug: a comparison that overlooks a shorter list calls refused values safe', () => {
  const [was, now] = [plansOf(made({ a: codes(3) })), plansOf(made({ a: codes(2) }))];
  const blind = { table: now.table, validator: was.validator };
  assert.equal(compareResources(was, blind).class, 'identical');
  assert.ok(!validate(now.validator, { key: '1', a: '2' }, { at, mode: 'create' }).ok);
});

test('what a stranger writes as a plan is read or refused with its place; nothing throws', () => {
  const places = (value: unknown) => readPlan(value).findings.map(({ code, path }) => `${code} ${path}`);
  assert.deepEqual(places({ fields: { a: { step: 'guess' } } }), ['plan-shape fields.a.step']);
  assert.deepEqual(places({ fields: { a: { step: 'keep', sql: 'x' } } }), ['plan-unknown-key fields.a']);
  assert.deepEqual(places({ fields: { 'a; drop': { step: 'keep' } } }), ['plan-shape fields.a; drop']);
  assert.deepEqual(places({ fields: { a: { step: 'map-codes', codes: { 1: 2 } } } }), [
    'plan-shape fields.a.codes',
  ]);
  assert.deepEqual(places([]), ['plan-shape fields']);
  const said = (text: string) => readPlanText(text).findings.map(({ code, zh }) => `${code} ${zh}`);
  assert.match(said('fields:\n  a: [')[0] ?? '', /^plan-unreadable .*第 \d+ 行/);
  assert.match(said('fields: &x\n  a: *x')[0] ?? '', /^plan-unreadable/);
  assert.equal(
    readPlanText('fields: { a: { step: default, default: "01" } }').plan?.fields.get('a')?.fallback,
    '01',
  );
  fc.assert(fc.property(fc.jsonValue(), (value) => void readPlan(value)));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPlanText(text)));
  const steps = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(fc.property(fc.dictionary(fc.string(), steps), (fields) => void readPlan({ fields })));
});
