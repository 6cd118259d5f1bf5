import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testNode } from '../../../../test/support/identity.ts';
import type { TestNode } from '../../../../test/support/identity.ts';
import { signInAsDemo } from './demo-sign-in.ts';

let demo: TestNode;
let production: TestNode;
before(async () => {
  demo = await testNode({ profile: 'demo', maxAgeMs: 0 });
  production = await testNode({ profile: 'production', maxAgeMs: 0, database: demo.database });
});
after(async () => {
  await production.close();
  await demo.close();
});

test('in profile demo one picks who to be', async () => {
  const officer = await demo.officer({ demo: true, roles: ['registrar'] });
  const list = await demo.call('GET', '/api/v1/demo/identities');
  const items = list.body['items'] as { account: string; roles: string[] }[];
  assert.deepEqual(
    items.map((item) => [item.account, item.roles]),
    [[officer.id, ['registrar']]],
  );
  const { cookie } = await demo.call('POST', '/api/v1/demo/sign-in', undefined, { account: officer.id });
  await demo.call('POST', '/api/v1/session/notice', cookie);
  assert.equal((await demo.call('GET', '/api/v1/test/whoami', cookie)).body['id'], officer.id);
  demo.advance(16 * 60_000);
  assert.equal((await demo.call('GET', '/api/v1/test/whoami', cookie)).status, 423);
  const unlocked = await demo.call('POST', '/api/v1/session/unlock', cookie, { pin: '' });
  assert.equal((await demo.call('GET', '/api/v1/test/whoami', unlocked.cookie)).status, 200);
});

test('outside profile demo its addresses do not exist and its sessions are worth nothing', async () => {
  const officer = await demo.officer({ demo: true });
  const { cookie } = await demo.call('POST', '/api/v1/demo/sign-in', undefined, { account: officer.id });
  await demo.call('POST', '/api/v1/session/notice', cookie);
  assert.equal((await production.call('GET', '/api/v1/demo/identities')).status, 404);
  assert.equal(
    (await production.call('POST', '/api/v1/demo/sign-in', undefined, { account: officer.id })).status,
    404,
  );
  assert.equal((await production.call('GET', '/api/v1/test/whoami', cookie)).status, 401);
  const origin = { requestId: 'x', address: null, language: 'zh', at: new Date() } as const;
  await assert.rejects(signInAsDemo(production.identity, origin, { account: officer.id }), {
    code: 'identity.no-account',
  });
});

test('nobody becomes a real person by a click, in profile demo either', async () => {
  const officer = await demo.officer({ demo: false });
  const answer = await demo.call('POST', '/api/v1/demo/sign-in', undefined, { account: officer.id });
  assert.deepEqual([answer.body['code'], answer.cookie], ['identity.no-account', undefined]);
});
