import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { parseFounders } from './found-node.ts';

const founder = {
  role: 'auditor',
  name: '许安',
  policeNumber: '690005',
  citizenNumber: '690101198001010016',
  pin: '739182',
};

test('one founder is read, and each field wrong, gone or unknown is refused by name', () => {
  assert.deepEqual(parseFounders(JSON.stringify([founder])), [founder]);
  const wrong = { role: 'king', name: '', policeNumber: '69', citizenNumber: '1', pin: '1', more: 1 };
  for (const [key, value] of Object.entries(wrong)) {
    const text = JSON.stringify([{ ...founder, [key]: value }]);
    assert.throws(() => parseFounders(text), { code: 'node.founders-invalid' });
    if (key === 'more') continue;
    const { [key as keyof typeof founder]: _gone, ...rest } = founder;
    assert.throws(() => parseFounders(JSON.stringify([rest])), { code: 'node.founders-invalid' });
  }
  const twice = `[{"role":"auditor",${JSON.stringify(founder).slice(1)}]`;
  assert.throws(() => parseFounders(twice), Fault);
});

test('any text and any JSON is read or refused with a code, never a crash', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.json().map((text) => `[${text}]`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      assert.throws(
        () => parseFounders(text),
        (error) => error instanceof Fault,
      );
    }),
  );
});
