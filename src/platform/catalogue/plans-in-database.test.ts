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
import { runStatements } from './sql.ts';

let testDb: TestDatabase;
let owner: Database;
before(async () => {
  testDb = await testDatabase();
  owner = testDb.open('owner', 1);
});
after(() => testDb.drop());

const at = new Date('2026-06-01T00:00:00Z');

interface Shape {
  readonly columns: readonly string[];
  readonly past: readonly string[];
  readonly indexes: readonly string[];
}

/** The table, its history and its indexes as PostgreSQL describes them. */
async function shapeInDatabase(tx: Tx, { table, historyTable }: TablePlan): Promise<Shape> {
  const columnsOf = async (name: string) => {
    const rows = await tx.query<{ column: string }>(
      `select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as column
         from pg_attribute a where a.attrelid = to_regclass('records.' || $1) and a.attnum > 0 and not a.attisdropped`,
      [name],
    );
    return rows.map(({ column }) => column).sort();
  };
  const indexes = await tx.query<{ index: string }>(
    `select i.relname || ' ' || case when x.indisunique then 'unique ' else '' end ||
            (select string_agg(a.attname, ',' order by k.place)
               from unnest(x.indkey::int2[]) with ordinality k (number, place)
               join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number) as index
       from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = to_regclass('records.' || $1) and not x.indisprimary`,
    [table],
  );
  return {
    columns: await columnsOf(table),
    past: await columnsOf(historyTable),
    indexes: indexes.map(({ index }) => index).sort(),
  };
}

/** The same as the plan says it. */
function shapeInPlan(plan: TablePlan): Shape {
  const named = (type: string) =>
    type
      .replace(/^varchar/, 'character varying')
      .replace(/^timestamptz$/, 'timestamp with time zone')
      .replace(/^time\(0\)$/, 'time(0) without time zone');
  const line = (name: string, type: string, required: boolean) =>
    `${name} ${named(type)}${required ? ' not null' : ''}`;
  const own = plan.columns.map(({ name, type, required }) => line(name, type, required));
  const past = plan.columns.map(({ name, type, required, field }) =>
    line(name, type, required && field === null),
  );
  const ended = ['superseded_at timestamp with time zone not null', 'act text not null', 'reason text'];
  const indexes = [
    ...plan.unique.map(({ name, columns }) => `${name} unique ${columns.join(',')}`),
    ...plan.indexes.map(({ name, columns }) => `${name} ${columns.join(',')}`),
  ];
  return { columns: own.sort(), past: [...past, ...ended].sort(), indexes: indexes.sort() };
}

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
