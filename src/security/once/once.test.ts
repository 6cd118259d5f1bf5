import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { testAgency, testLedger } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import { systemContext } from '#security/context/index.ts';
import { digestOfRequest, keptDays, nameOfKey, once, sweepKept } from './index.ts';

let l: TestLedger;
const at = new Date('2026-11-28T01:00:00Z');
const context = systemContext(testAgency, 'test', at);
before(async () => {
  l = await testLedger();
});
after(() => l.drop());

let made = 0;
const work = async () => ({ id: `made-${++made}` });
const send = (key: string | undefined, request: unknown, what = 'thing') =>
  l.app.transaction((tx) => once(tx, context, { key, what, request }, work));

test('equal requests with one key have one effect and one answer, also at once; without a key each has its own', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(key, { name: '甲' })));
  assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
  const [one, two] = [await send(undefined, {}), await send(undefined, {})];
  assert.notEqual(one.id, two.id, 'planted: a write that forgot its key is done twice');
});

test('the same key for another request or another kind is refused; another actor has keys of their own', async () => {
  const key = randomUUID();
  const first = await send(key, { name: '甲' });
  await assert.rejects(send(key, { name: '乙' }), { code: 'once.key-reused' });
  await assert.rejects(send(key, { name: '甲' }, 'other'), { code: 'once.key-reused' });
  const other = { ...context, actor: { ...context.actor, id: randomUUID() } };
  const theirs = await l.app.transaction((tx) => once(tx, other, { key, what: 'thing', request: {} }, work));
  assert.notEqual(theirs.id, first.id);
});

test('an act that fails keeps no answer: the next try is carried out', async () => {
  const key = randomUUID();
  const failing = l.app.transaction((tx) =>
    once(tx, context, { key, what: 'thing', request: {} }, () => Promise.reject(new Error('no'))),
  );
  await assert.rejects(failing, /no/);
  assert.match((await send(key, {})).id, /^made-/);
});

test('who reads the table finds neither the key nor a digest that an identity number can be tried against', async () => {
  const key = randomUUID();
  const request = { citizenNumber: '690101199003070014' };
  await send(key, request);
  const rows = await l.superuser.query<{ name: string; request_digest: Buffer }>(`select * from once.kept`);
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(key));
  const row = rows.find(({ name }) => name === nameOfKey(context.actor.id, key));
  assert.ok(row);
  assert.ok(row.request_digest.equals(digestOfRequest(key, ['thing', request])));
  assert.ok(!row.request_digest.equals(digestOfRequest('', ['thing', request])), 'nothing without the key');
});

test('answers go after their time, and not before', async () => {
  const key = randomUUID();
  const { id } = await send(key, {});
  const dayMs = 86_400_000;
  await sweepKept(l.app, new Date(at.getTime() + keptDays * dayMs));
  assert.equal((await send(key, {})).id, id);
  await sweepKept(l.app, new Date(at.getTime() + keptDays * dayMs + 1));
  assert.notEqual((await send(key, {})).id, id);
});
