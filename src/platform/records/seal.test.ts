import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openSealer } from './seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'minqiao-seal-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sealer = openSealer(openSecrets(folder));
const place = 'person.mobile';
const record = '06900100-0014-89e9-a2e8-41d7a1aabc0b';

test('what was sealed opens in its place, and in no other record, field or node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const sealed = sealer.seal(place, record, value);
      assert.equal(sealer.unseal(place, record, sealed), value.toWellFormed());
      assert.throws(() => sealer.unseal('officer.mobile', record, sealed), {
        code: 'records.sealed-damaged',
      });
      assert.throws(() => sealer.unseal(place, record.replace('0', '1'), sealed), {
        code: 'records.sealed-damaged',
      });
    }),
    { numRuns: 50 },
  );
  const other = openSealer(openSecrets(join(folder, 'other')));
  assert.throws(() => other.unseal(place, record, sealer.seal(place, record, '15400000001')), {
    code: 'records.sealed-damaged',
  });
});

test('each altered byte is noticed', () => {
  const sealed = sealer.seal(place, record, '15400000001');
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed);
    altered[at] = (altered[at] as number) ^ 1;
    assert.throws(
      () => sealer.unseal(place, record, altered),
      { code: 'records.sealed-damaged' },
      `byte ${at}`,
    );
  }
});

test('bytes of any kind are refused, not misread', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      assert.throws(() => sealer.unseal(place, record, Buffer.from(bytes)), {
        code: 'records.sealed-damaged',
      });
    }),
  );
});

test('one value sealed twice looks different, but has one tag for each field', () => {
  assert.notDeepEqual(sealer.seal(place, record, '1'), sealer.seal(place, record, '1'));
  assert.deepEqual(sealer.tag(place, '1'), sealer.tag(place, '1'));
  assert.notDeepEqual(sealer.tag(place, '1'), sealer.tag('officer.mobile', '1'));
});
