import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { latestCheckpoint } from '#security/ledger/index.ts';
import { aCitizen, given, testOversight } from '../../../../../test/support/oversight.ts';
import type { TestOversight } from '../../../../../test/support/oversight.ts';
import type { AccessPageWire, AccessWire, CompletenessWire, GrowthWire } from '../../schema.ts';
import { checkAccesses } from './check-accesses.ts';
import type { Evidence, Report } from './check-accesses.ts';

let t: TestOversight;
let older: string;
let honest: Evidence;
let foreign: AccessWire;

before(async () => {
  t = await testOversight();
  const me = aCitizen();
  const other = aCitizen();
  for (let times = 0; times < 4; times++) {
    await t.access([me], { resource: 'vehicle', fields: ['plateNumber'] });
    if (times === 1) older = (await latestCheckpoint(t.ledger.reader)).note;
  }
  await t.access([other]);
  const { body: completeness } = await t.call<CompletenessWire>(me, 'GET', '/api/v1/me/completeness');
  const { body: page } = await t.call<AccessPageWire>(me, 'GET', '/api/v1/me/accesses');
  const { body: others } = await t.call<AccessPageWire>(other, 'GET', '/api/v1/me/accesses');
  foreign = given(others.items[0]);
  honest = {
    accesses: page.items,
    completeness,
    keys: t.ledger.keys,
    known: { checkpoint: older, tag: completeness.tag },
    growth: async (from, to) =>
      (await t.call<GrowthWire>(me, 'GET', `/api/v1/ledger/growth?from=${from}&to=${to}`)).body.hashes,
  };
});
after(() => t.drop());

const states = (report: Report): string[] => [...report.items.values()].map(({ state }) => state);

describe('what the browser checks', () => {
  test('an honest answer is proven whole, as the continuation of what was seen before', async () => {
    const report = await checkAccesses(honest);
    assert.deepEqual(states(report), ['proven', 'proven', 'proven', 'proven']);
    assert.equal(report.list.state, 'complete');
    assert.deepEqual([report.growth.state, report.person, report.ok], ['grown', 'same', true]);
    assert.ok(report.growth.from > 0 && report.growth.from < report.growth.to);
  });

  test('the first page of a longer list is proven to have no gap', async () => {
    const { list, ok } = await checkAccesses({ ...honest, accesses: honest.accesses.slice(0, 2) });
    assert.deepEqual([list.state, list.shown, list.total, ok], ['partial', 2, 4, true]);
  });

  test('an empty list is proven to be empty', async () => {
    const nobody = aCitizen();
    const { body: completeness } = await t.call<CompletenessWire>(nobody, 'GET', '/api/v1/me/completeness');
    const known = { checkpoint: null, tag: null };
    const report = await checkAccesses({ ...honest, accesses: [], completeness, known });
    assert.deepEqual([report.list.state, report.list.total, report.ok], ['complete', 0, true]);
  });

  test('an entry without proof yet is pending and breaks nothing', async () => {
    const [newest] = honest.accesses.map(proven);
    const waiting = {
      ...given(newest),
      disclosure: null,
      pending: given(newest).disclosure.open,
      seq: 9_999_999,
    };
    const report = await checkAccesses({ ...honest, accesses: [waiting, ...honest.accesses] });
    assert.deepEqual([states(report)[0], report.ok], ['pending', true]);
  });
});

/** The planted lies of a server, each of which must be found. */
const lies: Readonly<Record<string, (evidence: Evidence) => Partial<Evidence>>> = {
  'an access in the middle is left out': ({ accesses }) => ({ accesses: accesses.toSpliced(1, 1) }),
  'the newest access is left out': ({ accesses }) => ({ accesses: accesses.slice(1) }),
  'all are left out': () => ({ accesses: [] }),
  'two change places': ({ accesses }) => ({
    accesses: [...accesses.slice(1, 2), ...accesses.slice(0, 1), ...accesses.slice(2)],
  }),
  'one is shown twice': ({ accesses }) => ({ accesses: [...accesses.slice(0, 1), ...accesses] }),
  'an access of somebody else is slipped in': ({ accesses }) => ({ accesses: [foreign, ...accesses] }),
  'the unit is another': (evidence) =>
    altered(evidence, (open) => ({ ...open, organisation: '690199000000' })),
  'a refusal is made of it': (evidence) => altered(evidence, (open) => ({ ...open, outcome: 'refused' })),
  'a field is forgotten': (evidence) => altered(evidence, (open) => ({ ...open, fields: [] })),
  'the hour is another': (evidence) =>
    altered(evidence, (open) => ({ ...open, at: '2026-01-01T00:00:00.000Z' })),
  'the proof of completeness forgets one too': ({ accesses, completeness }) => ({
    accesses: accesses.slice(0, -1),
    completeness: { ...completeness, leaves: completeness.leaves.slice(1) },
  }),
  'the list is that of another person': ({ completeness }) => ({
    completeness: { ...completeness, tag: Buffer.alloc(32, 7).toString('base64url') },
  }),
  'the key that signed is not the one that is trusted': () => ({
    keys: ['minqiao.test/690100000000+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  }),
  'the growth since the last visit is not proven': () => ({ growth: () => Promise.resolve([]) }),
  'the ledger is smaller than it was at the last visit': ({ known, accesses, completeness }) => ({
    known: { ...known, checkpoint: completeness.checkpoint },
    accesses: accesses.map((access) => ({
      ...access,
      disclosure: { ...proven(access).disclosure, checkpoint: older },
    })),
    completeness: { ...completeness, checkpoint: older },
  }),
  'this is not the person of the last visit': ({ known }) => ({ known: { ...known, tag: 'other' } }),
};

type Open = NonNullable<AccessWire['disclosure']>['open'];

function altered({ accesses }: Evidence, change: (open: Open) => Open): Partial<Evidence> {
  const [first, ...rest] = accesses.map(proven);
  const { disclosure, ...access } = given(first);
  return { accesses: [{ ...access, disclosure: { ...disclosure, open: change(disclosure.open) } }, ...rest] };
}

/** The access, which has its disclosure. */
function proven(access: AccessWire): AccessWire & { disclosure: NonNullable<AccessWire['disclosure']> } {
  return { ...access, disclosure: given(access.disclosure) };
}

describe('a server that lies is found out when', () => {
  for (const [lie, plant] of Object.entries(lies))
    test(lie, async () => {
      const report = await checkAccesses({ ...honest, ...plant(honest) });
      assert.equal(report.ok, false);
    });
});
