import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { testNode } from '../../../../test/support/identity.ts';
import type { TestNode } from '../../../../test/support/identity.ts';

let node: TestNode;
let cookie: string;
before(async () => {
  node = await testNode({ maxAgeMs: 0 });
  cookie = (await node.actor('system-administrator')).cookie;
});
after(() => node.close());

async function post(url: string, payload: object, key: string) {
  const headers = { cookie, 'x-minqiao': '1', 'idempotency-key': key };
  const answer = await node.pages.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
}

const account = {
  kind: 'officer',
  name: '王五',
  policeNumber: '880501',
  organisation: '690100000000',
  branch: 'traffic',
  citizenNumber: '110101198003070038',
};

async function count(what: string): Promise<number> {
  const [row] = await node.database
    .open('superuser', 1)
    .query<{ n: number }>(`select count(*)::int as n from ${what}`);
  return row?.n ?? -1;
}

test('an account asked for again with its key is made once, answered alike, and recorded once', async () => {
  const key = randomUUID();
  const made = `ledger.entry where act = 'account-change' and outcome = 'permitted'`;
  const before = await count(made);
  const answers = await Promise.all([1, 2, 3].map(() => post('/api/v1/accounts', account, key)));
  answers.push(await post('/api/v1/accounts', account, key));
  assert.equal(new Set(answers.map(({ status, body }) => `${status} ${body['id']}`)).size, 1);
  assert.equal(answers[0]?.status, 201, JSON.stringify(answers[0]?.body));
  assert.equal(await count(made), before + 1);
  const other = await post('/api/v1/accounts', { ...account, name: '王六' }, key);
  assert.deepEqual([other.status, other.body['code']], [409, 'once.key-reused']);
  const twin = await post('/api/v1/accounts', account, randomUUID());
  assert.equal(
    twin.body['code'],
    'identity.duplicate-account',
    'planted: without the key it is a second try',
  );
});

test('a certificate is issued once for a key; the key that was made here is given out once and kept nowhere', async () => {
  const body = { ...account, policeNumber: '880502', citizenNumber: '110101198003070054' };
  const { id } = (await post('/api/v1/accounts', body, randomUUID())).body;
  const url = `/api/v1/accounts/${id}/certificates`;
  const key = randomUUID();
  const first = await post(url, {}, key);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const again = await post(url, {}, key);
  assert.deepEqual([again.status, again.body['code']], [409, 'identity.handed-over']);
  const kept = await node.database
    .open('superuser', 1)
    .query<{ answer: object }>('select answer from once.kept');
  assert.ok(
    kept.some(({ answer }) => JSON.stringify(answer) === JSON.stringify({ serial: first.body['serial'] })),
  );
  assert.doesNotMatch(JSON.stringify(kept), /file|password/);
});

test('a certificate for a key of one’s own is answered alike each time', async () => {
  const client = { kind: 'client', name: 'Gateway', organisation: '690100000000', branch: 'system' };
  const { id } = (await post('/api/v1/accounts', client, randomUUID())).body;
  const request = execFileSync('openssl', [
    'req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=x',
  ], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(); // prettier-ignore
  const key = randomUUID();
  const first = await post(`/api/v1/accounts/${id}/certificates`, { request }, key);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual(await post(`/api/v1/accounts/${id}/certificates`, { request }, key), first);
  assert.match(first.body['certificate'] ?? '', /BEGIN CERTIFICATE/);
});
