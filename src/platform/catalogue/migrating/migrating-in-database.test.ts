import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { createSql, planResource, validate } from '#standards/plans/index.ts';
import type { ResourcePlan } from '#standards/plans/index.ts';
import {
  checkPlan,
  cutSql,
  neededSteps,
  openMigration,
  plainOf,
  readPlan,
  readsOf,
} from '#standards/migrating/index.ts';
import type { Migration, Need, Sealing, Side, Values } from '#standards/migrating/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import { packOf, pair, rowOf } from '../../../../test/support/declarations.ts';
import type { MadeDeclaration } from '../../../../test/support/declarations.ts';
import { shapeInDatabase, shapeInPlan } from '../../../../test/support/table-shape.ts';
import { runStatements } from '../sql.ts';
import { beginMigration, convertAll, convertBatch, finishMigration } from './migrate-table.ts';
import type { MigratedBatch } from './migrate-table.ts';

let testDb: TestDatabase;
let owner: Database;
before(async () => {
  testDb = await testDatabase();
  owner = testDb.open('owner', 2);
});
after(() => testDb.drop());

const at = new Date('2026-06-01T00:00:00Z');
const hexOf = (text: string) => Buffer.from(text).toString('hex');
/** Seals nothing, and says if a value is opened in another place than the one in which it was sealed. */
const sealing: Sealing = {
  seal: (field, record, text) => hexOf(`${field} ${record} ${text}`),
  unseal(field, record, sealed) {
    const text = Buffer.from(sealed, 'hex').toString();
    assert.ok(text.startsWith(`${field} ${record} `), text);
    return text.slice(`${field} ${record} `.length);
  },
  tag: (field, text) => hexOf(`${field} ${text}`),
};

function plansOf(made: MadeDeclaration): ResourcePlan {
  const pack = packOf(made);
  const resource = pack.resources.get('thing');
  assert.ok(resource);
  return planResource(resource, pack, { at });
}
const sideOf = ({ table, validator }: ResourcePlan): Side => ({ table, rules: validator.fields });

/** A step for each need, chosen by a number; a default where rows would be left without a value that is demanded. */
function planFor(
  needs: readonly Need[],
  after: Side,
  made: MadeDeclaration,
  choices: readonly number[],
): object {
  const gone = needs.filter(({ isGone }) => isGone).map(({ field }) => field);
  const fields = needs.map((need, index): [string, object] => {
    const choice = choices[index % choices.length] ?? 0;
    const fitting = need.steps.filter((step) => step !== 'rename' || gone.length > 0);
    const isMapped = need.codesGone.length > 0 && fitting.includes('map-codes');
    const others = fitting.filter((step) => step !== 'convert' || !isMapped);
    const step = others[choice % others.length] ?? 'drop';
    const fallback = need.required ? { default: defaultOf(made, after, need.field) } : {};
    switch (step) {
      case 'convert':
        return [need.field, { step, rule: need.rules[choice % need.rules.length], ...fallback }];
      case 'map-codes':
        return [
          need.field,
          { step, codes: Object.fromEntries(need.codesGone.map((code) => [code, '0'])), ...fallback },
        ];
      case 'default':
      case 'rename':
        return [need.field, { step: 'default', ...fallback }];
      case 'drop':
        return [need.field, { step, ground: { text: '试验' }, ...fallback }];
      default:
        return [need.field, { step, ...fallback }];
    }
  });
  return { fields: Object.fromEntries(fields) };
}

/** The same value each time: what the new declaration accepts. */
function defaultOf(made: MadeDeclaration, { rules }: Side, field: string): unknown {
  const [row] = fc.sample(rowOf({ ...made, fields: pick(made, field) }), { numRuns: 1, seed: 7 });
  const value = row?.[field];
  const rule = rules.find((one) => one.field === field);
  assert.ok(rule && value !== undefined);
  return value;
}
function pick(made: MadeDeclaration, field: string): MadeDeclaration['fields'] {
  const one = made.fields[field];
  assert.ok(one);
  return { [field]: { ...one, required: true } };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

async function insert(
  tx: Tx,
  { table, rules }: Side,
  row: Values,
  version: number,
  past: boolean,
): Promise<string> {
  const id = randomUUID();
  const columns: Record<string, unknown> = { id, version, source: 'self', recorded_at: at, recorded_by: id };
  for (const { field, column, tag, sealed } of table.fields) {
    const value = row[field] ?? null;
    columns[column] = value === null || !sealed ? value : `\\x${sealing.seal(field, id, textOf(value))}`;
    if (tag !== null && value !== null) columns[tag] = `\\x${sealing.tag(field, textOf(value))}`;
  }
  assert.equal(
    validate({ resource: '', fields: rules, schema: {} }, row, { at, mode: 'create' }).ok,
    true,
    JSON.stringify(row),
  );
  const history = { superseded_at: at, act: 'change', reason: null };
  await tx.query(
    `insert into records.${past ? 'thing_history' : 'thing'}
       select * from json_populate_record(null::records.${past ? 'thing_history' : 'thing'}, $1::json)`,
    [JSON.stringify(past ? { ...columns, ...history } : columns)],
  );
  return id;
}

async function rowsOf(tx: Tx, side: Side): Promise<Values[]> {
  const rows = await tx.query<{ id: string }>(
    `select t.id, ${readsOf(side).join(', ')} from records.thing t order by id`,
  );
  return rows.map((row) => plainOf(side, row, sealing));
}

class Undo extends Error {}
async function trying(work: (tx: Tx) => Promise<void>): Promise<void> {
  await assert.rejects(
    owner.transaction(async (tx) => {
      await work(tx);
      throw new Undo();
    }),
    (error) => error instanceof Undo || assert.fail(error as Error),
  );
}

const cases = pair.chain(([was, now]) =>
  fc.record({
    was: fc.constant(was),
    now: fc.constant(now),
    rows: fc.array(rowOf(was), { minLength: 1, maxLength: 5 }),
    choices: fc.array(fc.nat(99), { minLength: 1, maxLength: 6 }),
  }),
);

test('any two declarations and a plan between them: the rows come over, the database is as the new plan says, every row fits it', async () => {
  const counts = { migrated: 0, wider: 0, refusedRows: 0, comeOver: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ was, now, rows, choices }) => {
      const plans = plansOf(now);
      const [before, after] = [sideOf(plansOf(was)), sideOf(plans)];
      const { needs, blocked, class: grade } = neededSteps(before, after);
      assert.deepEqual(blocked, []);
      if (needs.length === 0) {
        assert.ok(grade === 'identical' || grade === 'widening');
        counts.wider += 1;
        return;
      }
      const { plan, findings } = readPlan(planFor(needs, after, now, choices));
      assert.ok(plan, JSON.stringify(findings));
      assert.deepEqual(checkPlan(before, after, plan, { at }), []);
      const migrating = { migration: openMigration(before, after, plan), sealing, at };
      await trying(async (tx) => {
        await runStatements(tx, createSql(before.table));
        for (const [key, row] of rows.entries()) {
          await insert(tx, before, { ...row, key: String(key) }, 1, false);
          await insert(tx, before, { ...row, key: String(key) }, 1, true);
        }
        await beginMigration(tx, migrating, false);
        const { refused } = await convertBatch(tx, migrating, false, null);
        const lost = (await convertBatch(tx, migrating, true, null)).lost;
        counts.refusedRows += refused.length;
        const ids = refused.map(({ record }) => record);
        await tx.query(`delete from records.thing where id = any($1::uuid[])`, [ids]); // as if they were put right
        assert.deepEqual((await finishMigration(tx, migrating, { run: 12, lost })).refused, []);
        assert.deepEqual(await shapeInDatabase(tx, after.table, /^kept_12_/), shapeInPlan(after.table));
        for (const values of await rowsOf(tx, after)) {
          const checked = validate(plans.validator, values, { at, mode: 'create' });
          assert.deepEqual(checked.errors, [], JSON.stringify(values));
          counts.comeOver += 1;
        }
      });
      counts.migrated += 1;
    }),
    { numRuns: 150 },
  );
  assert.ok(counts.migrated > 30 && counts.comeOver > 50 && counts.refusedRows > 5, JSON.stringify(counts));
});

const plain = { kind: 'text', size: 3, required: false, many: false, sealed: false, minimum: null } as const;
const narrowed: readonly [MadeDeclaration, MadeDeclaration] = [
  { fields: { a: { ...plain, kind: 'code', size: 3 }, b: plain }, searched: ['a'] },
  { fields: { a: { ...plain, kind: 'code', size: 2 }, b: { ...plain, size: 2 } }, searched: ['a'] },
];
const written = {
  fields: { a: { step: 'map-codes', codes: { 2: '1' } }, b: { step: 'convert', rule: 'as-is' } },
};

function migrationOf(value: object): Migration {
  const [before, after] = [sideOf(plansOf(narrowed[0])), sideOf(plansOf(narrowed[1]))];
  const { plan } = readPlan(value);
  assert.ok(plan);
  return openMigration(before, after, plan);
}

/** The table of the narrowed declaration with so many rows, for good. */
async function tableWith(rows: number, migration: Migration): Promise<void> {
  await owner.transaction(async (tx) => {
    await runStatements(tx, [
      'drop table if exists records.thing, records.thing_history',
      ...createSql(migration.before.table),
    ]);
    for (let key = 0; key < rows; key += 1)
      await insert(tx, migration.before, { key: String(key), a: String(key % 3), b: 'x' }, 1, false);
    await insert(tx, migration.before, { key: '9', a: '2', b: 'xyz' }, 1, true);
  });
}

test('stopped in the middle it goes on where it was, and what is written meanwhile comes over too', async () => {
  const migration = migrationOf(written);
  const migrating = { migration, sealing, at };
  await tableWith(1_200, migration);
  await owner.transaction((tx) => beginMigration(tx, migrating, false));
  const stopping = new AbortController();
  const counted = { rows: 0, past: 0 };
  const lost = new Set<string>();
  const kept = async (_tx: Tx, batch: MigratedBatch) => {
    counted[batch.isPast ? 'past' : 'rows'] += batch.rows;
    for (const field of batch.lost) lost.add(field);
    if (counted.rows === 500) stopping.abort();
  };
  assert.equal(await convertAll(owner, migrating, kept, stopping.signal), 'stopped');
  assert.equal(counted.rows, 500);
  await assert.rejects(
    convertAll(owner, migrating, async () => { throw new Error('killed'); }), // prettier-ignore
    /killed/,
  );
  await owner.transaction((tx) => beginMigration(tx, migrating, false)); // another process takes it up
  assert.equal(await convertAll(owner, migrating, kept), 'done');
  assert.deepEqual(counted, { rows: 1_200, past: 1 }, 'no row twice');
  await owner.transaction(async (tx) => {
    await tx.query(`update records.thing set version = 2, a = '2', b = 'q' where key = '0'`); // the old declaration serves
    await insert(tx, migration.before, { key: '5000', a: '2', b: 'w' }, 1, false);
  });
  await owner.transaction(async (tx) => {
    const finished = await finishMigration(tx, migrating, { run: 3, lost: [...lost] });
    assert.deepEqual(finished, { refused: [], rows: 2 });
    const found = await tx.query(
      `select key, a, b from records.thing where key in ('0', '5000') or a = '2' order by key`,
    );
    assert.deepEqual(found, [{ key: '0', a: '1', b: 'q' }, { key: '5000', a: '1', b: 'w' }]); // prettier-ignore
    const past = await tx.query(`select a, b, kept_3_b as "old" from records.thing_history`);
    assert.deepEqual(past, [{ a: '1', b: null, old: 'xyz' }], 'a past value that does not fit stays beside');
    assert.deepEqual(
      await shapeInDatabase(tx, migration.after.table, /^kept_3_/),
      shapeInPlan(migration.after.table),
    );
  });
});

test('a row that does not fit: named without its value, and the table is as it was', async () => {
  const migration = migrationOf(written);
  const migrating = { migration, sealing, at };
  await tableWith(3, migration);
  let id = '';
  await owner.transaction(async (tx) => {
    id = await insert(tx, migration.before, { key: '77', a: '0', b: 'abc' }, 1, false);
  });
  await owner.transaction((tx) => beginMigration(tx, migrating, false));
  const refused: unknown[] = [];
  await convertAll(owner, migrating, async (_tx, batch) => void refused.push(...batch.refused));
  const [first] = refused as { record: string; failures: { field: string; code: string }[] }[];
  assert.equal(first?.record, id);
  assert.deepEqual(first.failures.map(({ field, code }) => [field, code]), [['b', 'too-long']]); // prettier-ignore
  assert.ok(!JSON.stringify(refused).includes('abc'));
  await owner.transaction(async (tx) => {
    assert.equal((await finishMigration(tx, migrating, { run: 3, lost: [] })).refused.length, 1);
    const [row] = await tx.query(`select a, b from records.thing where key = '77'`);
    assert.deepEqual(row, { a: '0', b: 'abc' });
    await beginMigration(tx, migrating, true);
  });
});

test('planted bug: without the last step under the lock, what was written meanwhile is lost', async () => {
  const migration = migrationOf(written);
  const migrating = { migration, sealing, at };
  await tableWith(3, migration);
  await owner.transaction((tx) => beginMigration(tx, migrating, false));
  await convertAll(owner, migrating, async () => undefined);
  await owner.query(`update records.thing set version = 2, b = 'q' where key = '0'`);
  await trying(async (tx) => {
    const cut = cutSql(migration, { run: 1, lost: [] });
    await runStatements(tx, cut);
    const [row] = await tx.query<{ b: string }>(`select b from records.thing where key = '0'`);
    assert.notEqual(row?.b, 'q');
  });
});
