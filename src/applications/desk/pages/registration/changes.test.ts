import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedValues, findConflicts, isSame, mergedChanges } from './changes.ts';

test('only what was altered is sent, and what was emptied is null', () => {
  const before = { name: '张三', mobile: '', education: '20', classes: ['B1', 'C1'] };
  const after = { name: '张三', mobile: null, education: '', classes: ['C1', 'B1'], formerName: '李四' };
  assert.deepEqual(changedValues(before, after), { education: null, formerName: '李四' });
});

test('a conflict shows who altered what, and clashes only where both did, differently', () => {
  const before = { name: '张三', education: '20', maritalStatus: '10' };
  const theirs = { name: '张山', education: '30', maritalStatus: '10' };
  const mine = { name: '章三', maritalStatus: '20' };
  const conflicts = findConflicts(before, theirs, mine);
  assert.deepEqual(conflicts.map(({ name, clash }) => [name, clash]), [
    ['name', true], ['education', false], ['maritalStatus', false],
  ]); // prettier-ignore
});

test('whatever is kept: nothing of one’s own is lost unless one chose the other’s', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', null));
  fc.assert(
    fc.property(values, values, values, fc.subarray(['a', 'b', 'c']), (before, theirs, after, kept) => {
      const mine = changedValues(before, after);
      const sent = mergedChanges(mine, new Set(kept));
      for (const { name, yours, clash } of findConflicts(before, theirs, mine)) {
        if (clash) assert.ok(!isSame(yours, theirs[name]));
        if (name in mine && !kept.includes(name)) assert.ok(isSame(sent[name], after[name]));
      }
      assert.ok(Object.keys(sent).every((name) => !isSame(before[name], after[name])));
    }),
  );
});

test('planted bug: a comparison by identity would send lists that nobody altered', () => {
  const naive = (a: unknown, b: unknown) => a === b;
  assert.equal(naive(['C1'], ['C1']), false);
  assert.equal(isSame(['C1'], ['C1']), true);
});
