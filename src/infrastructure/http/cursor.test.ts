import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { decodeCursor, encodeCursor } from './index.ts';

test('a position comes back as it was', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 40 }).filter((text) => text.isWellFormed()),
    fc.integer(),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (position) => {
      assert.deepEqual(decodeCursor(encodeCursor(position), position.length), position);
    }),
  );
});

test('any other text is refused as a cursor, whatever it is', () => {
  const other = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.constant('A'.repeat(100_000)),
  );
  fc.assert(
    fc.property(other, fc.integer({ min: 1, max: 3 }), (cursor, parts) => {
      try {
        const position = decodeCursor(cursor, parts);
        assert.equal(position.length, parts);
        assert.ok(position.every((one) => typeof one === 'string' || typeof one === 'number'));
      } catch (error) {
        assert.ok(error instanceof Fault);
        assert.deepEqual([error.code, error.pointer], ['http.invalid-cursor', '/cursor']);
      }
    }),
    { numRuns: 1000 },
  );
});
