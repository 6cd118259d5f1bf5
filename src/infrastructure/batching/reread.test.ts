import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reread } from './reread.ts';

test('a value is read once for all who ask, and again only when it is too old', async () => {
  let nowMs = 0;
  let readings = 0;
  const get = reread(
    async () => ++readings,
    1_000,
    () => nowMs,
  );
  assert.deepEqual(await Promise.all([get(), get(), get()]), [1, 1, 1]);
  nowMs = 999;
  assert.equal(await get(), 1);
  nowMs = 1_000;
  assert.deepEqual(await Promise.all([get(), get()]), [2, 2], 'none of them goes by the old value');
});

test('a reading that fails fails those who waited, and the next one tries again', async () => {
  let fails = true;
  const get = reread(
    async () => {
      if (fails) throw new Error('away');
      return 7;
    },
    1_000,
    () => 0,
  );
  await Promise.all([assert.rejects(get()), assert.rejects(get())]);
  fails = false;
  assert.equal(await get(), 7);
});
