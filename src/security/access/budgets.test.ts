import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { budgetsReloadMs, openBudgets, parseBudgets, seedBudgets, sweepBudgets } from './budgets.ts';
import type { Budgets, Spending } from './budgets.ts';

let database: TestDatabase;
let door: Database;
let app: Database;
let budgets: Budgets;
const at = new Date('2026-11-23T08:00:00Z');
const limits = [
  { name: 'officer-hour', per: 'officer', unit: 'reads', windowSeconds: 3600, maximum: 3 },
  { name: 'purpose-day', per: 'purpose', unit: 'records', windowSeconds: 86_400, maximum: 10 },
];

before(async () => {
  database = await testDatabase();
  door = database.open('door', 8);
  app = database.open('app');
  await seedBudgets(app, limits);
  budgets = await openBudgets(app, () => at.getTime());
});
after(() => database.drop());
beforeEach(() => database.open('superuser').query('truncate access.budget_use'));

function spending(change: Partial<Spending> = {}): Spending {
  return { officer: 'o1', purpose: 'p1', agency: 'a', records: 1, at, ...change };
}

function spend(...spendings: Spending[]): Promise<readonly (string | null)[]> {
  return door.transaction(async (tx) =>
    (await budgets.spend(tx, spendings)).map((budget) => budget?.name ?? null),
  );
}

test('what goes over a budget is refused with its name; another officer and the next hour are free', async () => {
  assert.deepEqual(await spend(spending(), spending(), spending()), [null, null, null]);
  assert.deepEqual(await spend(spending(), spending({ officer: 'o2' })), ['officer-hour', null]);
  assert.deepEqual(await spend(spending({ at: new Date('2026-11-23T09:00:00Z') })), [null]);
});

test('records count for the purpose, whoever reads them', async () => {
  assert.deepEqual(await spend(spending({ records: 9 })), [null]);
  assert.deepEqual(await spend(spending({ officer: 'o2', records: 2 })), ['purpose-day']);
});

test('a transaction that fails spends nothing', async () => {
  const failing = door.transaction(async (tx) => {
    await budgets.spend(tx, [spending(), spending(), spending()]);
    throw new Error('the ledger could not be written');
  });
  await assert.rejects(failing);
  assert.deepEqual(await spend(spending()), [null]);
});

test('eight processes at once never let more through than the budget', async () => {
  const rounds = await Promise.all(Array.from({ length: 8 }, () => spend(spending())));
  assert.equal(rounds.flat().filter((name) => name === null).length, 3);
});

test('planted bug: counting in each process alone lets more through', async () => {
  const own = Array.from({ length: 8 }, () => 0);
  const through = own.map((used) => used + 1 <= 3).filter(Boolean).length;
  assert.ok(through > 3);
});

test('a changed limit holds for every group once the old ones are too old, also for those that come together', async () => {
  let nowMs = at.getTime();
  const own = await openBudgets(app, () => nowMs);
  const setOfficerHour = (maximum: number) =>
    app.query(`update access.budget set maximum = $1 where name = 'officer-hour'`, [maximum]);
  const together = () =>
    Promise.all(
      Array.from({ length: 4 }, () => door.transaction((tx) => own.spend(tx, [spending({ records: 0 })]))),
    ).then((rounds) => rounds.flat().filter((budget) => budget === null).length);
  await setOfficerHour(100);
  try {
    assert.equal(await together(), 3, 'the old limit, for as long as it may be used');
    nowMs += budgetsReloadMs;
    assert.equal(await together(), 4, 'one of them met the old limit while another was reading the new one');
  } finally {
    await setOfficerHour(3);
  }
});

test('windows that ended are swept away, the running one stays', async () => {
  await spend(spending({ at: new Date('2026-11-20T08:00:00Z') }), spending());
  await sweepBudgets(app, at);
  const rows = await database.open('superuser').query('select 1 from access.budget_use');
  assert.equal(rows.length, 2);
});

test('a table of limits from a pack is refused whole when a row is wrong', () => {
  assert.equal(parseBudgets(limits).length, 2);
  const wrong = [
    {},
    null,
    { ...limits[0], per: 'city' },
    { ...limits[0], maximum: 1.5 },
    { ...limits[0], more: 1 },
    { ...limits[0], name: 'x; drop' },
  ];
  for (const row of wrong) assert.throws(() => parseBudgets([row]), { code: 'access.budget-invalid' });
  fc.assert(
    fc.property(fc.anything(), (value) => {
      try {
        parseBudgets(value);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'access.budget-invalid');
      }
    }),
  );
});
