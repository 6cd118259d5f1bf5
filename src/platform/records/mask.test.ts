import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { masks } from '#standards/declarations/index.ts';
import { maskValue } from './mask.ts';

test('masks as people know them', () => {
  assert.equal(maskValue('identity', '690101199003070014'), '690101**********14');
  assert.equal(maskValue('name', '陈一帆'), '陈**');
  assert.equal(maskValue('phone', '15400000001'), '154****0001');
  assert.equal(maskValue('number', '690100000001'), '********0001');
  assert.equal(maskValue('address', '晨光路 1 号'), '***');
  assert.equal(maskValue('name', null), null);
});

/** What a mask may leave standing, in characters. */
const leftStanding = { identity: 8, name: 1, phone: 7, number: 4, address: 0, all: 0 } as const;

function leavesTooMuch(mask: (typeof masks)[number], value: string, masked: unknown): boolean {
  const hidden = Array.from(String(masked)).filter((character) => character === '*').length;
  return (
    hidden === 0 ||
    Array.from(String(masked)).length - hidden > leftStanding[mask] ||
    (masked === value && value !== '***')
  );
}

test('no mask ever leaves a whole value, whatever its length and characters', () => {
  fc.assert(
    fc.property(fc.constantFrom(...masks), fc.string({ minLength: 1, unit: 'grapheme' }), (mask, value) => {
      fc.pre(!value.includes('*'));
      return !leavesTooMuch(mask, value, maskValue(mask, value));
    }),
  );
});

test('planted bug: a mask that lets short values through is noticed', () => {
  assert.ok(leavesTooMuch('identity', '6901', '6901'));
});
