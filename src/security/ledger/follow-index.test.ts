import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tx } from '#infrastructure/sql/index.ts';
import { BucketTree, packChanges } from './subject-index.ts';

/** Stored index rows in which bucket `seq % 3` takes a hash of its own at each seq. */
const rows = Array.from({ length: 20 }, (_, at) => ({
  seq: String(at + 1),
  at: new Date(0),
  root: Buffer.alloc(32),
  complete: false,
  buckets: packChanges(new Map([[at % 3, Buffer.alloc(32, at + 1)]])),
}));

/** Answers with the rows after `after` and below `size`, as the table would, when `ready` says so. */
function table(ready: Promise<void>): Pick<Tx, 'query'> {
  const query = async (_text: string, values: readonly unknown[] = []): Promise<unknown[]> => {
    const [after, size] = values as [number, number];
    const found = rows.filter(({ seq }) => Number(seq) > after && Number(seq) < size);
    await ready;
    return found;
  };
  return { query: query as Tx['query'] };
}

test('a slow reader of older rows does not undo what a quicker one has read meanwhile', async () => {
  const straight = new BucketTree();
  await straight.follow(table(Promise.resolve()), 21);
  const shared = new BucketTree();
  const gate = Promise.withResolvers<void>();
  const slow = shared.follow(table(gate.promise), 8);
  await shared.follow(table(Promise.resolve()), 21);
  gate.resolve();
  await slow;
  assert.equal(shared.seq, 20);
  assert.deepEqual(shared.root(), straight.root());
});
