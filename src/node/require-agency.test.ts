import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fallbackOf } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { requireAgency } from './require-agency.ts';

const names = { agencyNameZh: '甲市公安局', agencyNameEn: 'Public Security Bureau of A' };

const refusal = (profile: 'demo' | 'production', agency: string): string => {
  try {
    requireAgency({ profile, agency, ...names });
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

test('a production node bears its own agency’s names, not those of the demonstration', () => {
  const config = { profile: 'production', agency: '350404740000', ...names } as const;
  assert.doesNotThrow(() => requireAgency(config));
  for (const key of ['agencyNameZh', 'agencyNameEn'] as const) {
    const borrowed = { ...config, [key]: fallbackOf(key) };
    assert.throws(() => requireAgency(borrowed), { code: 'node.agency-unnamed' });
    assert.doesNotThrow(() => requireAgency({ ...borrowed, profile: 'demo' }));
  }
});
