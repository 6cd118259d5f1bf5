import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshnessOf } from './resource-state.ts';

const dayMs = 86_400_000;

test('a promise is kept until its day, and broken after it; real time promises no day', () => {
  const last = new Date('2026-03-01T00:00:00Z');
  const at = (days: number): Date => new Date(last.getTime() + days * dayMs);
  assert.equal(freshnessOf('daily', last, at(1)).kept, true);
  assert.equal(freshnessOf('daily', last, at(1.01)).kept, false);
  assert.equal(freshnessOf('monthly', last, at(31)).kept, true);
  assert.equal(freshnessOf('yearly', last, at(367)).kept, false);
  assert.equal(freshnessOf('realtime', last, at(900)).kept, null);
  assert.equal(freshnessOf('daily', null, at(0)).kept, null);
});
