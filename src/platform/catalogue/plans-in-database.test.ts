import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { compareDeclared, createSql, migrationSql, planTable } from '#standards/plans/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { packOf, pair } from '../../../test/support/declarations.ts';
import type { MadeDeclaration } from '../../../test/support/declarations.ts';
import { shapeInDatabase, shapeInPlan } from '../../../test/support/table-shape.ts';
import { runStatements } from './sql.ts';

let testDb: TestDatabase;
let owner: Database;
before(async () => {
  testDb = await testDatabase();
  owner = testDb.open('owner', 1);
});
after(() => testDb.drop());

const at = new Date('2026-06-01T00:00:00Z');

class Undo extends Error {}

/** Does it in a transaction that is rolled back, so that each pair starts from nothing. */
async function trying<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T | undefined;
  await assert.rejects(
    owner.transaction(async (tx) => {
      result = await work(tx);
      throw new Undo();
    }),
    Undo,
  );
  return result as T;
}

const planOf = (made: MadeDeclaration): TablePlan => {
  const pack = packOf(made);
  const resource = pack.resources.get('thing');
  assert.ok(resource);
  return planTable(resource, pack);
};

test('any two declarations: made, migrated, and the database is as the plan says; or nothing is done, with reasons', async () => {
  const counts = { migrated: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(pair, async ([was, now]) => {
      const [before, after] = [planOf(was), planOf(now)];
      const { class: grade, statements, changes } = migrationSql(before, after);
      const isSafe = grade === 'identical' || grade === 'widening';
      counts[isSafe ? 'migrated' : 'refused'] += 1;
      await trying(async (tx) => {
        await runStatements(tx, createSql(before));
        assert.deepEqual(await shapeInDatabase(tx, before), shapeInPlan(before));
        await runStatements(tx, statements);
        assert.deepEqual(await shapeInDatabase(tx, after), shapeInPlan(isSafe ? after : before));
      });
      if (isSafe) return;
      assert.deepEqual(statements, []);
      assert.ok(changes.some(({ class: one }) => one === 'narrowing' || one === 'breaking'));
      const whole = compareDeclared('resource', 'thing', packOf(was), packOf(now), at).class;
      assert.ok(whole === 'narrowing' || whole === 'breaking', 'what the table refuses, publishing refuses');
    }),
    { numRuns: 120 },
  );
  assert.ok(counts.migrated >= 20 && counts.refused >= 10, JSON.stringify(counts));
});

test('planted bug: a migration that forgets one statement leaves another shape', async () => {
  const plain = {
    kind: 'text',
    size: 3,
    required: false,
    many: false,
    sealed: false,
    minimum: null,
  } as const;
  const before = planOf({ fields: { a: plain }, searched: [] });
  const after = planOf({ fields: { a: { ...plain, size: 5 }, b: plain }, searched: ['b'] });
  const { statements } = migrationSql(before, after);
  for (const forgotten of statements.keys()) {
    const left = statements.filter((_, place) => place !== forgotten);
    const shape = await trying(async (tx) => {
      await runStatements(tx, createSql(before));
      return runStatements(tx, left).then(
        () => shapeInDatabase(tx, after),
        () => null, // an index on a column that is not there
      );
    });
    assert.notDeepEqual(shape, shapeInPlan(after), statements[forgotten]);
  }
});
