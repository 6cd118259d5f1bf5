import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { shippedOversight } from '../../../test/support/oversight.ts';
import { parseOversightSettings } from './settings.ts';

test('the shipped settings are sound', () => {
  assert.ok(parseOversightSettings(shippedOversight()).question.outcomes.length > 0);
});

test('anything else is refused with a code, never with a crash', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      assert.throws(
        () => parseOversightSettings(value),
        (error) => error instanceof Fault,
      );
    }),
  );
});

test('planted: an unknown key, a missing one, a number out of bounds', () => {
  const shipped = shippedOversight() as Record<string, Record<string, unknown>>;
  const wrong = [
    { ...shipped, more: 1 },
    { ...shipped, lookUp: undefined },
    { ...shipped, question: { ...shipped['question'], days: -1 } },
  ];
  for (const value of wrong)
    assert.throws(
      () => parseOversightSettings(value),
      (error) => error instanceof Fault,
    );
});
