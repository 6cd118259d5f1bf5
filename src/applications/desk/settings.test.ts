import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '#infrastructure/faults/index.ts';
import { shippedPurposes } from '../../../test/support/desk.ts';
import { parseDeskSettings } from './settings.ts';

type Tree = Record<string, Record<string, unknown>>;
const copy = () => structuredClone(shippedPurposes()) as Tree;

test('the shipped purposes are sound', () => {
  const settings = parseDeskSettings(shippedPurposes());
  assert.ok(settings.verification.reasons.length >= 8);
  assert.deepEqual(
    new Set(settings.registration.kinds.map((kind) => kind.branch)),
    new Set(['registration', 'traffic', 'economic']),
  );
});

test('a reason that stands twice, an unknown key and a missing text are named', () => {
  const twice = copy();
  const reasons = (twice['verification']?.['reasons'] ?? []) as unknown[];
  reasons.push({ code: 'lost-property', zh: '又', en: 'again' });
  assert.throws(() => parseDeskSettings(twice), { code: 'desk.settings-invalid', message: /lost-property/ });
  const unknown = { ...copy(), watchlist: {} };
  assert.throws(() => parseDeskSettings(unknown), { code: 'desk.settings-invalid' });
  const silent = copy();
  Object.assign(silent['registration'] ?? {}, { title: { zh: '登记' } });
  assert.throws(() => parseDeskSettings(silent), {
    code: 'desk.settings-invalid',
    message: /registration\/title/,
  });
});

test('anything else is refused with a code, never with a crash', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      assert.throws(
        () => parseDeskSettings(value),
        (error) => error instanceof Fault,
      );
    }),
  );
});
