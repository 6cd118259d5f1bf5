import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAgency, makeWorld, policeOrganisations, readDemoPack } from './index.ts';

const settings = readDemoPack();
const units = policeOrganisations(makeWorld(settings, { people: 1000 }));

/** Names that a reader of English cannot read: a character of Chinese, or a word of the template left open. */
const unreadable = (names: readonly string[]) => names.filter((name) => !/^[A-Za-z0-9 ,]+$/.test(name));

test('every police organisation has a name in English, taken from the pack', () => {
  assert.deepEqual(unreadable(units.map(({ nameEn }) => nameEn)), []);
  const named = new Map(units.map(({ code, nameEn }) => [code, nameEn]));
  assert.equal(named.get(demoAgency), 'Demo City Public Security Bureau');
  assert.equal(named.get('690100090000'), 'Demo City Public Security Bureau, Service Hall');
  assert.equal(
    named.get('690101030000'),
    'Demo City Public Security Bureau, Chenguang Branch, Traffic Police Brigade',
  );
});

test('units told apart in Chinese are told apart in English', () => {
  const count = (name: 'name' | 'nameEn') => new Set(units.map((unit) => unit[name])).size;
  assert.equal(count('nameEn'), count('name'));
});

test('a parent stands before its children, so that they can be written in this order', () => {
  const seen = new Set<string | null>([null]);
  for (const { code, parent } of units) {
    assert.ok(seen.has(parent), code);
    seen.add(code);
  }
});

test('planted: a Chinese name, or a template with an unknown word, is noticed', () => {
  assert.equal(unreadable(['示例市公安局', '{town} Police Station', 'Service Hall']).length, 2);
});
