import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { samples } from '../../../../test/support/attachments.ts';
import { attachmentKinds, kindOfContent } from './kind-of-content.ts';

test('each kind is known by its content, and by nothing that somebody says of it', () => {
  for (const kind of attachmentKinds) assert.equal(kindOfContent(samples[kind]), kind);
});

test('what is something else, or only half there, is no kind', () => {
  for (const kind of attachmentKinds) {
    const whole = samples[kind];
    assert.equal(kindOfContent(whole.subarray(0, whole.length / 2)), undefined, `half a ${kind}`);
    assert.equal(
      kindOfContent(Buffer.concat([Buffer.from(' '), whole])),
      undefined,
      `not from the start: ${kind}`,
    );
  }
  for (const text of [
    '',
    '<script>alert(1)</script>',
    '%PDF-1.7',
    'PK\u0003\u0004',
    '<svg/>',
    'MZ',
    '#!/bin/sh',
  ])
    assert.equal(kindOfContent(Buffer.from(text)), undefined, text);
  const trailing = Buffer.concat([samples.png, Buffer.from('<script>')]);
  assert.equal(kindOfContent(trailing), undefined, 'something behind the end of a picture');
});

test('any bytes have an answer', () => {
  const hostile = fc
    .tuple(fc.constantFrom(...attachmentKinds), fc.uint8Array({ maxLength: 3000 }), fc.nat(40))
    .map(([kind, noise, kept]) => Buffer.concat([samples[kind].subarray(0, kept), noise]));
  fc.assert(
    fc.property(hostile, (content) => {
      const kind = kindOfContent(content);
      assert.ok(kind === undefined || content.length > 12);
    }),
  );
});
