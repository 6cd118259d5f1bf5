import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { testAgency, testLedger } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import {
  budgetsReloadMs,
  leastAlarmRecords,
  openBudgets,
  secondsToRenewal,
  sweepBudgets,
} from './budgets.ts';
import type { BudgetAlarm, Budgets, Spending } from './budgets.ts';
import { parseBudgets, publishBudgets } from './publish-budgets.ts';

let l: TestLedger;
let door: Database;
let app: Database;
let budgets: Budgets;
const at = new Date('2026-11-23T08:00:00Z');
const people = 10_000; // the population: half of a thousandth is too few to be a share
const limits = [
  { name: 'officer-hour', per: 'officer', unit: 'reads', windowSeconds: 3600, maximum: 3 },
  { name: 'purpose-day', per: 'purpose', unit: 'records', windowSeconds: 86_400, maximum: 10 },
];

before(async () => {
  l = await testLedger();
  door = l.test.open('door', 8);
  app = l.app;
  await publish(limits);
  budgets = await openBudgets(app, () => at.getTime());
});
after(() => l.drop());
beforeEach(() => l.superuser.query('truncate access.budget_use'));

function spending(change: Partial<Spending> = {}): Spending {
  return { officer: 'o1', purpose: 'p1', agency: 'a', subjects: [], grants: [], records: 1, at, ...change };
}

function publish(rows: unknown): Promise<string[]> {
  return publishBudgets(app, systemContext(testAgency, randomUUID(), at), rows);
}

function spend(...spendings: Spending[]): Promise<readonly (string | null)[]> {
  return door.transaction(async (tx) =>
    (await budgets.spend(tx, spendings, people)).over.map((budget) => budget?.name ?? null),
  );
}

test('what goes over a budget is refused with its name; another officer and the next hour are free', async () => {
  assert.deepEqual(await spend(spending(), spending(), spending()), [null, null, null]);
  assert.deepEqual(await spend(spending(), spending({ officer: 'o2' })), ['officer-hour', null]);
  assert.deepEqual(await spend(spending({ at: new Date('2026-11-23T09:00:00Z') })), [null]);
});

test('after the seconds to renewal, and not one before, the same request is free again', async () => {
  const [limit] = limits;
  assert.ok(limit);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4_000_000_000_000 }),
      fc.integer({ min: 1, max: 90_000 }),
      (ms, windowSeconds) => {
        const slotOf = (time: number) => Math.floor(time / 1000 / windowSeconds);
        const second = Math.floor(ms / 1000) * 1000;
        const wait = secondsToRenewal({ windowSeconds }, new Date(ms)) * 1000;
        assert.equal(slotOf(ms + wait), slotOf(ms) + 1);
        assert.equal(slotOf(second + wait - 1), slotOf(ms), 'earlier would still be refused');
      },
    ),
  );
  assert.deepEqual(
    await spend(spending(), spending(), spending(), spending()),
    Array(4).fill('officer-hour'),
  );
  const wait = secondsToRenewal(limit, at) * 1000;
  assert.deepEqual(await spend(spending({ at: new Date(at.getTime() + wait) })), [null]);
  assert.deepEqual(
    await spend(spending({ at: new Date(at.getTime() + wait - 1000) })),
    ['officer-hour'],
    'planted: a second less',
  );
});

test('of several budgets that a request goes over, the refusal names the last to renew', async () => {
  assert.deepEqual(
    await spend(...Array.from({ length: 4 }, () => spending({ records: 5 }))),
    Array(4).fill('purpose-day'),
  );
});

test('records count for the purpose, whoever reads them', async () => {
  assert.deepEqual(await spend(spending({ records: 9 })), [null]);
  assert.deepEqual(await spend(spending({ officer: 'o2', records: 2 })), ['purpose-day']);
});

test('a transaction that fails spends nothing', async () => {
  const failing = door.transaction(async (tx) => {
    await budgets.spend(tx, [spending(), spending(), spending()], people);
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
      Array.from({ length: 4 }, () =>
        door.transaction((tx) => own.spend(tx, [spending({ records: 0 })], people)),
      ),
    ).then((rounds) => rounds.flatMap(({ over }) => over).filter((budget) => budget === null).length);
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
  const rows = await l.superuser.query('select 1 from access.budget_use');
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
    { ...limits[0], name: ['officer-hour'] },
    { ...limits[0], windowSeconds: 0 },
    { ...limits[0], maximum: -1 },
    { ...limits[0], alarmShare: 0.1 }, // a share of persons is counted in records
    { ...limits[1], alarmShare: 0 },
    { ...limits[1], alarmShare: 1.1 },
    { ...limits[1], alarmShare: Number.NaN },
    { ...limits[1], per: 'subject', alarmShare: 0.1 },
  ];
  assert.throws(() => parseBudgets([limits[0], limits[0]]), { code: 'access.budget-invalid' });
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

/** A node with these limits only. */
async function withLimits<T>(rows: unknown, work: (own: Budgets) => Promise<T>): Promise<T> {
  await publish(rows);
  try {
    return await work(await openBudgets(app, () => at.getTime()));
  } finally {
    await publish(limits);
  }
}

test('control 52: one person is looked at only so often in a day, by all officers together', async () => {
  const perSubject = {
    name: 'subject-day',
    per: 'subject',
    unit: 'reads',
    windowSeconds: 86_400,
    maximum: 2,
  };
  await withLimits([perSubject], async (own) => {
    const look = (officer: string, ...subjects: string[]): Promise<(string | null)[]> =>
      door.transaction(async (tx) =>
        (await own.spend(tx, [spending({ officer, subjects })], people)).over.map((one) => one?.name ?? null),
      );
    assert.deepEqual(await look('o1', 'star'), [null]);
    assert.deepEqual(await look('o2', 'star', 'other'), [null]);
    assert.deepEqual(await look('o3', 'star'), ['subject-day']);
    assert.deepEqual(await look('o3', 'other'), [null]);
    assert.deepEqual(await look('o4', 'other', 'third'), ['subject-day'], 'one of several is enough');
  });
});

describe('control 52: an alarm before 0.1 % of the population was touched', () => {
  const share = { ...limits[1], per: 'officer', name: 'officer-day', maximum: 1_000_000 };
  const population = 1_000_000;

  /** Touches persons one by one, and answers how many it were at each alarm. */
  async function probe(own: Budgets, persons: number): Promise<{ at: number; alarm: BudgetAlarm }[]> {
    const heard: { at: number; alarm: BudgetAlarm }[] = [];
    for (let touched = 0; touched < persons; touched += 10) {
      const group = Array.from({ length: 10 }, () => spending({ officer: `o${touched % 7}` }));
      const { alarms } = await door.transaction((tx) => own.spend(tx, group, population));
      for (const alarm of alarms) heard.push({ at: touched + 10, alarm });
    }
    return heard;
  }

  test('is raised once for a holder', () =>
    withLimits([{ ...share, alarmShare: 0.0005 }], async (own) => {
      const officer = 'alone';
      const heard: BudgetAlarm[] = [];
      for (let touched = 0; touched < 1_000; touched += 100) {
        const group = Array.from({ length: 100 }, () => spending({ officer }));
        heard.push(...(await door.transaction((tx) => own.spend(tx, group, population))).alarms);
      }
      assert.deepEqual(heard, [{ budget: 'officer-day', holder: officer, used: 500, population }]);
      assert.ok(500 < population / 1_000);
    }));

  test('is raised for many accounts together by the budget of the agency', () =>
    withLimits([{ ...share, per: 'agency', name: 'agency-day', alarmShare: 0.0009 }], async (own) => {
      const heard = await probe(own, 1_000);
      assert.equal(heard.length, 1);
      assert.ok(heard.every((one) => one.at < population / 1_000));
    }));

  test('planted bug: with a share above 0.1 % it comes too late', () =>
    withLimits([{ ...share, per: 'agency', name: 'agency-day', alarmShare: 0.002 }], async (own) => {
      assert.deepEqual(await probe(own, 1_000), []);
    }));

  test('is not raised by the first visits in a small population', () =>
    withLimits([{ ...share, alarmShare: 0.0005 }], async (own) => {
      const few = Array.from({ length: leastAlarmRecords - 1 }, () => spending());
      const { alarms } = await door.transaction((tx) => own.spend(tx, few, 1_000));
      assert.deepEqual(alarms, []);
    }));
});

test('limits are those of the pack: new, changed and gone ones are applied once, each with its entry', async () => {
  const details = async (): Promise<unknown[]> =>
    (
      await l.reader.query<{ detail: string }>(
        `select detail from ledger.entry where act = 'policy-publish' and resource = 'budget' order by append_id`,
      )
    ).map(({ detail }) => JSON.parse(detail));
  const before = (await details()).length;
  const changed = [{ ...limits[0], maximum: 4 }];
  assert.deepEqual(await publish(changed), ['officer-hour', 'purpose-day']);
  assert.deepEqual(await publish(changed), []);
  assert.deepEqual((await details()).slice(before), [
    { name: 'officer-hour', per: 'officer', unit: 'reads', windowSeconds: 3600, maximum: 4 },
    { name: 'purpose-day', gone: true },
  ]);
  assert.deepEqual((await publish(limits)).sort(), ['officer-hour', 'purpose-day']);
});
