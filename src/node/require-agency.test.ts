import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '#infrastructure/faults/index.ts';
import { requireAgency } from './require-agency.ts';

const refusal = (profile: 'demo' | 'production', agency: string): string => {
  try {
    requireAgency({ profile, agency });
    return '';
  } catch (error) {
    assert.ok(error instanceof Fault && error.code === 'node.agency-invalid');
    return error.text('en');
  }
};

test('an agency is a police organisation code or a unified code, as the rules of identifiers know them', () => {
  for (const agency of ['350404740000', '91350100M000100Y43', '999999000000'])
    assert.equal(refusal('production', agency), '', agency);
  assert.match(refusal('production', 'abc'), /position 1/);
  assert.match(refusal('production', '350404740000 '), /blank/);
  assert.match(refusal('production', '91350100M000100Y40'), /position 18 should be 3/);
  assert.notEqual(refusal('production', '91350100m000100y43'), '', 'only in the form that is stored');
});

test('the fictional agency is for the demonstration alone', () => {
  for (const agency of ['690100000000', '12690101PDY0013110']) {
    assert.equal(refusal('demo', agency), '');
    assert.match(refusal('production', agency), /fictional province 69/);
  }
});
