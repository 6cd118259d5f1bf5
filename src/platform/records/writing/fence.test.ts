/** Whoever waits while rows are brought over to another declaration writes nothing of the old one afterwards. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#infrastructure/sql/index.ts';
import { createSql } from '#standards/plans/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import type { RecordTable } from '../record-table.ts';
import { insertRows, updateRows } from './sql.ts';

const system = { required: true, field: null };
const plan = {
  resource: 'fenced',
  schema: 'records',
  table: 'fenced',
  historyTable: 'fenced_history',
  fields: [],
  columns: [
    { name: 'id', type: 'uuid', ...system },
    { name: 'version', type: 'integer', ...system },
    { name: 'subject_tag', type: 'bytea', ...system, required: false },
    { name: 'source', type: 'text', ...system },
    { name: 'recorded_at', type: 'timestamptz', ...system },
    { name: 'recorded_by', type: 'uuid', ...system },
  ],
  primaryKey: ['id'],
  unique: [],
  indexes: [],
  subject: null,
} satisfies TablePlan;
const knownFrom = (release: number) =>
  ({
    resource: 'fenced',
    table: 'fenced',
    shape: 'fenced.x',
    columns: [],
    release,
  }) as unknown as RecordTable;

let testDb: TestDatabase;
let owner: Database;
let door: Database;
before(async () => {
  testDb = await testDatabase();
  [owner, door] = [testDb.open('owner', 2), testDb.open('door', 2)];
  for (const statement of createSql(plan)) await owner.query(statement);
});
after(() => testDb.drop());

const id = randomUUID();
const row = (version: number, of = id) => {
  return { id: of, version, source: 'self', recorded_at: '2026-06-01T00:00:00Z', recorded_by: id };
};
const versions = async (): Promise<unknown[]> =>
  owner.query(`select version from records.fenced order by version`);

/** The publisher brings the rows over while somebody writes with what was known from a release. */
async function writtenMeanwhile(release: number, from: number): Promise<boolean> {
  let writing: Promise<boolean> | undefined;
  await owner.transaction(async (tx) => {
    await tx.query('lock table records.fenced in access exclusive mode');
    writing = door.transaction((own) => insertRows(own, knownFrom(from), [row(from, randomUUID())]));
    for (let waits = false; !waits; await wait(5))
      [{ waits } = { waits: false }] = await owner.query<{ waits: boolean }>(
        `select exists (select 1 from pg_locks where not granted and relation = 'records.fenced'::regclass) as waits`,
      );
    await tx.query(
      `insert into records.migrated (resource, release) values ('fenced', $1)
       on conflict (resource) do update set release = excluded.release`,
      [release],
    );
  });
  assert.ok(writing);
  return writing;
}

test('who knows the declaration writes; who waited with the one before it writes nothing', async () => {
  assert.equal(await door.transaction((tx) => insertRows(tx, knownFrom(4), [row(1)])), true);
  assert.equal(await writtenMeanwhile(5, 4), false);
  assert.equal(await door.transaction((tx) => updateRows(tx, knownFrom(4), [row(2)])), false);
  assert.deepEqual(await versions(), [{ version: 1 }]);
  assert.equal(await door.transaction((tx) => updateRows(tx, knownFrom(5), [row(2)])), true);
  assert.deepEqual(await versions(), [{ version: 2 }]);
});

test('planted bug: without the mark of the migration, the old declaration is written', async () => {
  assert.equal(await writtenMeanwhile(6, 6), true); // as if it had been made with release 6 already known
});
