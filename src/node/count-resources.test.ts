import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLogger } from '#infrastructure/telemetry/index.ts';
import { testNode } from '../../test/support/node.ts';
import type { TestClient, TestNode } from '../../test/support/node.ts';
import { nodeJobs } from './periodic-jobs.ts';

const path = '/api/v1/catalogue/resources/person/state';
const dayMs = 86_400_000;

let node: TestNode;
let officer: TestClient;
before(async () => {
  node = await testNode();
  officer = await node.signIn('verificationOfficer');
});
after(() => node?.stop());

async function count(at: Date): Promise<void> {
  const job = nodeJobs(node.services, createLogger({ logLevel: 'silent' })).find(
    ({ name }) => name === 'count-resources',
  );
  await job?.run(at);
}

async function counted() {
  const { status, body } = await officer.call('GET', path);
  assert.equal(status, 200, JSON.stringify(body));
  return body.counted;
}

/** So many readings of persons, each by another officer of a branch. */
async function plantUses(actors: number, branch: string, at: Date): Promise<void> {
  await node.database.open('superuser').query(
    `insert into ledger.entry (id, at, agency, organisation, branch, role, actor_kind, act, outcome, fields, subjects,
                               actor, request_id, salt, leaf, resource, purpose_kind)
     select gen_random_uuid(), $1, '690100000000', '690100000000', $2, 'verifier', 'officer', 'read', 'permitted', '{}', '',
            $2 || n, 'r', decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 'person', 'verification'
       from generate_series(1, $3::int) n`,
    [at, branch, actors],
  );
}

test('the leader counts records as the database has them; the page asks for what was counted', async () => {
  await count(new Date());
  const superuser = node.database.open('superuser');
  const [truth] = await superuser.query<{ count: number }>(
    `select count(*)::int as count from records.person`,
  );
  const { state, freshness } = await counted();
  assert.equal(state.records, truth?.count);
  assert.ok(state.records > 500);
  assert.notEqual(state.lastChange, null);
  assert.deepEqual([freshness.cycle, freshness.kept], ['realtime', null]);
  await superuser.query(
    `update catalogue.resource_state set state = jsonb_set(state::jsonb, '{records}', '7')`,
  );
  assert.equal((await counted()).state.records, 7, 'nothing is counted on request');
});

test('uses of past days are told by branch and purpose, and never what fewer than five stand behind', async () => {
  const yesterday = new Date(Date.now() - dayMs);
  await plantUses(6, 'traffic', yesterday);
  await plantUses(8, 'registration', yesterday);
  await count(new Date());
  const { state, purposes } = await counted();
  assert.equal(state.use.permitted, 14);
  assert.deepEqual(state.use.by.branch, {
    shown: [
      { value: 'registration', permitted: 8 },
      { value: 'traffic', permitted: 6 },
    ],
    anyHidden: false,
  });
  assert.ok(purposes.verification.zh);
  await plantUses(1, 'criminal', yesterday);
  await count(new Date());
  const { by } = (await counted()).state.use;
  assert.deepEqual(by.branch, { shown: [{ value: 'registration', permitted: 8 }], anyHidden: true });
});

test('what is used today is told tomorrow, so that a count that grows betrays nobody', async () => {
  const before = (await counted()).state.use.permitted;
  await plantUses(9, 'patrol', new Date());
  await count(new Date());
  assert.equal((await counted()).state.use.permitted, before);
  await count(new Date(Date.now() + dayMs));
  assert.equal((await counted()).state.use.permitted, before + 9);
});

test('an unknown resource has no state, and what an application may write is counts only', async () => {
  assert.equal((await officer.call('GET', '/api/v1/catalogue/resources/nothing/state')).status, 404);
  await assert.rejects(node.database.open('app').query(`select * from records.person`), { code: '42501' });
  await assert.rejects(node.database.open('app').query(`delete from catalogue.resource_state`), {
    code: '42501',
  });
});
