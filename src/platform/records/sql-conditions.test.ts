/** Row conditions as the database judges them, beside the same judged by hand. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Database } from '#infrastructure/sql/index.ts';
import type { RowCondition } from '#standards/conditions/index.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { meetsRows } from '../../../test/support/policy-model.ts';
import type { Column, RecordTable } from './record-table.ts';
import { selectMeeting } from './sql-conditions.ts';

const types = { kind: 'text', size: 'integer', on: 'date', whole: 'boolean' } as const;
const columns = Object.entries(types).map(([field, type]) => {
  const none = { many: false, refers: null, mask: null, title: { zh: field, en: field } };
  return { field, column: `its_${field}`, type, kind: 'plain', ...none } as const;
});
const sealed: Column = { ...(columns[0] as Column), field: 'secret', column: 'its_secret', kind: 'sealed' };
const byField = new Map<string, Column>([...columns, sealed].map((column) => [column.field, column]));
const table = { table: 'conditions_tested', byField } as unknown as RecordTable;

const letters = ['A', 'AB', 'ABC', 'B', 'BA', '%', '_A', ''];
const days = ['1990-01-01', '1999-12-31', '2000-01-01', '2000-02-29', '2020-06-15'];
type Row = Readonly<Record<keyof typeof types, string | null>> & { readonly id: string };
const rows: readonly Row[] = letters.flatMap((kind, place) =>
  days.map((on, day) => ({
    id: randomUUID(),
    kind: place === 7 && day === 0 ? null : kind,
    size: day === 3 ? null : String(place * 5 - day),
    on: place === 2 && day > 2 ? null : on,
    whole: place % 3 === 0 ? null : String(day % 2 === 0),
  })),
);

let testDb: TestDatabase;
let owner: Database;
before(async () => {
  testDb = await testDatabase();
  owner = testDb.open('owner', 1);
  const made = columns.map(({ column, type }) => `${column} ${type}`).join(', ');
  await owner.query(
    `create table records.conditions_tested (id uuid primary key, ${made}, its_secret bytea)`,
  );
  for (const { id, kind, size, on, whole } of rows)
    await owner.query(
      `insert into records.conditions_tested (id, its_kind, its_size, its_on, its_whole) values ($1, $2, $3, $4, $5)`,
      [id, kind, size, on, whole],
    );
});
after(() => testDb.drop());

const valueOf = {
  kind: fc.constantFrom(...letters),
  size: fc.integer({ min: -6, max: 40 }).map(String),
  on: fc.constantFrom(...days, '1995-05-05'),
  whole: fc.constantFrom('true', 'false'),
};
const field = fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[]));
const condition: fc.Arbitrary<RowCondition> = field.chain((name): fc.Arbitrary<RowCondition> => {
  const value: fc.Arbitrary<string> = valueOf[name];
  const end = fc.option(value);
  return fc.oneof(
    fc.record({ field: fc.constant(name), operator: fc.constant('eq' as const), value }),
    fc.record({ field: fc.constant(name), operator: fc.constant('in' as const), values: fc.array(value) }),
    ...(name === 'kind'
      ? [fc.record({ field: fc.constant(name), operator: fc.constant('prefix' as const), value })]
      : []),
    ...(name === 'size' || name === 'on'
      ? [fc.record({ field: fc.constant(name), operator: fc.constant('range' as const), from: end, to: end })]
      : []),
  );
});

async function metInDatabase(conditions: readonly RowCondition[]): Promise<readonly string[]> {
  const ids = rows.map(({ id }) => id);
  return [...(await selectMeeting(owner, table, conditions, ids))].sort();
}

function metByHand(conditions: readonly RowCondition[], judged = meetsRows): readonly string[] {
  const met = rows.filter((row) => judged(row, conditions, new Set(['size'])));
  return met.map(({ id }) => id).sort();
}

test('the database finds the rows that meet conditions, and no others', () =>
  fc.assert(
    fc.asyncProperty(fc.array(condition, { maxLength: 3 }), async (conditions) => {
      assert.deepEqual(await metInDatabase(conditions), metByHand(conditions));
    }),
    { numRuns: 150 },
  ));

test('planted bug: with ends left out, conditions forgotten or numbers compared as text, the difference is noticed', async () => {
  const range = { field: 'size', operator: 'range', from: '5', to: '20' } as const;
  const other = { field: 'kind', operator: 'prefix', value: 'A' } as const;
  const met = await metInDatabase([range, other]);
  assert.deepEqual(met, metByHand([range, other]));
  const bugs: readonly (typeof meetsRows)[] = [
    (row, conditions) => meetsRows(row, conditions, new Set()),
    (row, conditions, numbers) => meetsRows(row, conditions.slice(1), numbers),
    (row, conditions, numbers) =>
      meetsRows(row, conditions, numbers) && row.size !== range.from && row.size !== range.to,
  ];
  for (const bug of bugs) assert.notDeepEqual(met, metByHand([range, other], bug), String(bug));
});

test('a condition on a field that is sealed, or no longer declared, is met by nothing', async () => {
  for (const name of ['secret', 'gone'])
    assert.deepEqual(await metInDatabase([{ field: name, operator: 'eq', value: 'A' }]), []);
});
