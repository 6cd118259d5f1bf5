import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { groupCommit } from './index.ts';
import type { GroupCommitOptions } from './index.ts';

type Answer = { request: number; ok: boolean };

/** A back end whose groups end when the test says so. */
function backEnd(limits: { maxGroup: number; maxInFlight: number; maxWaiting: number }) {
  const open: { group: readonly number[]; end(how: 'answer' | 'fail' | 'short'): void }[] = [];
  const seen: number[][] = [];
  let mostOpen = 0;
  const run: GroupCommitOptions<number, number>['run'] = (group) =>
    new Promise((resolve, reject) => {
      seen.push([...group]);
      const it = {
        group,
        end(how: 'answer' | 'fail' | 'short') {
          open.splice(open.indexOf(it), 1);
          const answers = group.map((request) =>
            request % 5 === 0 ? new Error(`alone ${request}`) : request * 2,
          );
          if (how === 'fail') reject(new Error('the whole group'));
          else resolve(how === 'short' ? answers.slice(1) : answers);
        },
      };
      open.push(it);
      mostOpen = Math.max(mostOpen, open.length);
    });
  return { open, seen, commit: groupCommit<number, number>({ ...limits, run }), mostOpen: () => mostOpen };
}

const step = fc.oneof(
  fc.record({ act: fc.constant('submit' as const), count: fc.integer({ min: 1, max: 7 }) }),
  fc.record({
    act: fc.constant('end' as const),
    which: fc.nat(3),
    how: fc.constantFrom('answer' as const, 'answer' as const, 'fail' as const, 'short' as const),
  }),
);

test('whatever comes when: each request is answered once, in order, within the limits, with its own answer', async () => {
  const limits = fc.record({
    maxGroup: fc.integer({ min: 1, max: 5 }),
    maxInFlight: fc.integer({ min: 1, max: 3 }),
    maxWaiting: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 40 }), async (given, steps) => {
      const { open, seen, commit, mostOpen } = backEnd(given);
      const answers: Answer[] = [];
      let submitted = 0;
      let refused = 0;
      const submit = async (): Promise<void> => {
        const request = ++submitted;
        try {
          assert.equal(await commit.submit(request), request * 2);
          answers.push({ request, ok: true });
        } catch (cause) {
          const error = cause as Error & { code?: string };
          if (error.code === 'batching.overloaded') refused++;
          else answers.push({ request, ok: false });
          if (error.message.startsWith('alone')) assert.equal(error.message, `alone ${request}`);
        }
      };
      for (const one of steps) {
        if (one.act === 'submit') for (let count = 0; count < one.count; count++) void submit();
        else open[one.which % Math.max(1, open.length)]?.end(one.how);
        await turn();
        assert.ok(commit.waiting <= given.maxWaiting);
      }
      while (open.length > 0 || commit.waiting > 0) {
        open[0]?.end('answer');
        await turn();
      }
      await turn();
      assert.equal(answers.length + refused, submitted);
      assert.equal(new Set(answers.map(({ request }) => request)).size, answers.length, 'nobody twice');
      assert.deepEqual(
        seen.flat(),
        seen.flat().toSorted((a, b) => a - b),
        'first come, first served',
      );
      assert.ok(seen.every((group) => group.length >= 1 && group.length <= given.maxGroup));
      assert.ok(mostOpen() <= given.maxInFlight);
    }),
    { numRuns: 200 },
  );
});

test('a request that comes alone does not wait for others', async () => {
  const commit = groupCommit<number, number>({
    maxGroup: 100,
    maxInFlight: 1,
    maxWaiting: 100,
    run: async (group) => group,
  });
  assert.equal(await commit.submit(7), 7);
});

test('a back end that throws at once fails the group and no more', async () => {
  let broken = true;
  const commit = groupCommit<number, number>({
    maxGroup: 10,
    maxInFlight: 1,
    maxWaiting: 10,
    run(group) {
      if (broken) throw new Error('at once');
      return Promise.resolve(group);
    },
  });
  await assert.rejects(commit.submit(1), /at once/);
  broken = false;
  assert.equal(await commit.submit(2), 2);
});
