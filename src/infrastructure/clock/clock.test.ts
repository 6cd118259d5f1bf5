import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonicMs, now, nowMs, setClock, sleep } from './index.ts';

test('the clock can be set for a test and put back', () => {
  const restore = setClock(() => Date.UTC(2030, 0, 1));
  assert.equal(now().toISOString(), '2030-01-01T00:00:00.000Z');
  assert.equal(nowMs(), Date.UTC(2030, 0, 1));
  restore();
  assert.ok(Math.abs(nowMs() - Date.now()) < 1000);
});

test('durations do not follow the wall clock', () => {
  const before = monotonicMs();
  const restore = setClock(() => 0);
  assert.ok(monotonicMs() >= before);
  restore();
});

test('sleep ends early on a signal, without an error; also when it was given before', async () => {
  const ending = new AbortController();
  const started = monotonicMs();
  const sleeping = sleep(60_000, ending.signal);
  ending.abort();
  await sleeping;
  await sleep(60_000, ending.signal);
  assert.ok(monotonicMs() - started < 10_000);
});
