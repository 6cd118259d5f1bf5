import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { testNode, testPin } from '../../../../test/support/identity.ts';
import type { TestNode } from '../../../../test/support/identity.ts';
import { tokenHash } from './token.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const whoami = '/api/v1/test/whoami';
let node: TestNode;
before(async () => {
  node = await testNode({ maxAgeMs: 0 });
});
after(() => node.close());

const codeOf = async (cookie: string | undefined, url = whoami) =>
  (await node.call('GET', url, cookie)).body['code'];

test('the session says who is signed in', async () => {
  const { officer, cookie } = await node.actor('registrar', 'patrol');
  const { status, body, headers } = await node.call('GET', '/api/v1/session', cookie);
  assert.equal(status, 200);
  const actor = body['actor'] as Record<string, unknown>;
  assert.deepEqual(
    [actor['id'], actor['kind'], actor['roles']],
    [officer.id, 'officer', ['patrol', 'registrar']],
  );
  assert.deepEqual(actor['organisationName'], { zh: '示例市公安局', en: 'Demo City Public Security Bureau' });
  const permissions = ['apply-grants', 'file-corrections', 'look-up', 'quality', 'registration'];
  assert.deepEqual(body['permissions'], permissions);
  assert.deepEqual([body['locked'], body['noticeAcknowledged'], body['idleLockMs']], [false, true, 900_000]);
  assert.equal(headers['cache-control'], 'no-store');
  assert.doesNotMatch(JSON.stringify(body), /110101/); // no identity number
});

test('everything below /api is refused without a session, whatever the cookie says', async () => {
  assert.equal(await codeOf(undefined), 'identity.not-signed-in');
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), async (text) => {
      assert.equal(await codeOf(`minqiao=${encodeURIComponent(text)}`), 'identity.not-signed-in');
      assert.ok(tokenHash(text) === undefined || /^[\w-]{43}$/.test(text));
    }),
    { numRuns: 60 },
  );
});

test('control 13: nothing before the notice is acknowledged, and the acknowledgement is recorded', async () => {
  const officer = await node.officer();
  const begun = await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge');
  const { cookie } = await node.callGate(officer, 'POST', '/api/v1/sign-in', {
    body: { challenge: begun.body['challenge'], pin: testPin },
  });
  assert.equal(await codeOf(cookie), 'identity.notice-needed');
  assert.equal((await node.call('POST', '/api/v1/session/notice', cookie)).status, 204);
  assert.equal(await codeOf(cookie), undefined);
  const entries = await node.entries('sign-in');
  assert.ok(entries.some((entry) => JSON.stringify(entry.detail).includes('notice-acknowledged')));
});

test('control 7: after 15 minutes without use the screen is locked until the PIN; use moves it on', async () => {
  const { cookie } = await node.actor('patrol');
  for (let round = 0; round < 3; round++) {
    node.advance(14 * minuteMs);
    assert.equal(await codeOf(cookie), undefined);
  }
  node.advance(15 * minuteMs);
  assert.equal(await codeOf(cookie), 'identity.locked');
  const view = await node.call('GET', '/api/v1/session', cookie);
  assert.equal(view.body['locked'], true);
  const wrong = await node.call('POST', '/api/v1/session/unlock', cookie, { pin: 'wrong' });
  assert.equal(wrong.body['code'], 'identity.wrong-pin');
  const unlocked = await node.call('POST', '/api/v1/session/unlock', cookie, { pin: testPin });
  assert.equal(unlocked.status, 204);
  assert.notEqual(unlocked.cookie, cookie);
  assert.equal(await codeOf(cookie), 'identity.not-signed-in'); // the old token is dead
  assert.equal(await codeOf(unlocked.cookie), undefined);
  assert.ok((await node.entries('lock')).some((entry) => entry.reason === 'idle'));
});

test('control 7: what a page asks by itself keeps nobody awake', async () => {
  const { cookie } = await node.actor('patrol');
  for (let round = 0; round < 4; round++) {
    node.advance(4 * minuteMs);
    await node.call('GET', '/api/v1/session', cookie);
    await node.pages.inject({ url: whoami, headers: { cookie, 'x-minqiao-background': '1' } });
  }
  assert.equal(await codeOf(cookie), 'identity.locked');
});

test('control 7: one process does not lock what another has just seen in use', async () => {
  const second = await testNode({ database: node.database, maxAgeMs: hourMs });
  const { cookie } = await node.actor('patrol');
  await second.call('GET', whoami, cookie); // remembers the session as used now
  node.advance(14 * minuteMs);
  await node.call('GET', whoami, cookie);
  node.advance(2 * minuteMs);
  assert.equal((await second.call('GET', whoami, cookie)).status, 200);
  await second.close();
});

test('control 8: a session ends after 12 hours, however busy', async () => {
  const { cookie } = await node.actor('patrol');
  let current = cookie;
  for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
    node.advance(10 * minuteMs);
    if (minutes % 60 === 0) {
      const again = await node.call('POST', '/api/v1/session/re-authenticate', current, { pin: testPin });
      current = again.cookie ?? current;
    } else await node.call('GET', whoami, current);
  }
  assert.equal(await codeOf(current), undefined);
  node.advance(10 * minuteMs);
  assert.equal(await codeOf(current), 'identity.session-expired');
});

test('control 8: a privileged act asks for a PIN of the last 15 minutes', async () => {
  const [admin, officer] = [await node.actor('system-administrator'), await node.officer()];
  const suspend = (cookie: string) =>
    node.call('POST', `/api/v1/accounts/${officer.id}/state`, cookie, {
      change: 'suspend',
      reason: 'on leave',
    });
  node.advance(10 * minuteMs);
  await node.call('GET', whoami, admin.cookie);
  node.advance(6 * minuteMs);
  const refused = await suspend(admin.cookie);
  assert.equal(refused.body['code'], 'identity.recent-authentication-needed');
  const again = await node.call('POST', '/api/v1/session/re-authenticate', admin.cookie, { pin: testPin });
  assert.equal((await suspend(again.cookie as string)).status, 204);
});

test('control 8: changing the PIN ends the other sessions and renews this one', async () => {
  const { officer, cookie } = await node.actor('patrol');
  const other = await node.signIn(officer);
  const body = { pin: testPin, newPin: 'quite-another-7' };
  const changed = await node.call('POST', '/api/v1/session/pin', cookie, body);
  assert.equal(changed.status, 204);
  assert.equal(await codeOf(other), 'identity.not-signed-in');
  assert.equal(await codeOf(cookie), 'identity.not-signed-in');
  assert.equal(await codeOf(changed.cookie), undefined);
  await assert.rejects(node.signIn(officer), /wrong-pin/);
  await node.signIn(officer, 'quite-another-7');
});

test('control 9: signing out kills the token in every process at once', async () => {
  const second = await testNode({ database: node.database, maxAgeMs: hourMs });
  const { cookie } = await node.actor('patrol');
  assert.equal((await second.call('GET', whoami, cookie)).status, 200); // remembered for an hour
  assert.equal((await node.call('DELETE', '/api/v1/session', cookie)).status, 204);
  assert.equal(await codeOf(cookie), 'identity.not-signed-in');
  const started = Date.now();
  let status = 200;
  while (status === 200 && Date.now() - started < 30_000)
    ({ status } = await second.call('GET', whoami, cookie));
  assert.equal(status, 401);
  await second.close();
});

test('twin: a session that survives signing out is found', async () => {
  const { cookie } = await node.actor('patrol');
  await node.call('DELETE', '/api/v1/session', cookie);
  const hash = tokenHash(cookie.split('=')[1]);
  await node.database.open('superuser', 1).query(
    `update identity.session set ended_at = null where token_hash = $1`, // the planted bug
    [hash],
  );
  assert.equal(await codeOf(cookie), undefined, 'the planted bug must show');
});

test('control 9: tokens are new at each sign-in, and the database knows none of them', async () => {
  const { officer, cookie } = await node.actor('patrol');
  const second = await node.signIn(officer);
  assert.notEqual(cookie, second);
  const [row] = await node.db.query<{ text: string }>(
    `select string_agg(s::text, ' ') as text from identity.session s`,
  );
  const token = cookie.split('=')[1] as string;
  assert.ok(!row?.text.includes(token));
  assert.ok(!row?.text.includes(Buffer.from(token, 'base64url').toString('hex')));
});

test('one’s own sessions can be listed and ended, nobody else’s', async () => {
  const [mine, theirs] = [await node.actor('patrol'), await node.actor('patrol')];
  const list = await node.call('GET', '/api/v1/session/mine', mine.cookie);
  const items = list.body['items'] as { id: string; account: string; current: boolean }[];
  assert.deepEqual(
    items.map((item) => [item.account, item.current]),
    [[mine.officer.id, true]],
  );
  const other = await node.call('DELETE', `/api/v1/sessions/${items[0]?.id}`, theirs.cookie);
  assert.equal(other.body['code'], 'identity.no-session');
  assert.equal((await node.call('DELETE', `/api/v1/sessions/${items[0]?.id}`, mine.cookie)).status, 204);
  assert.equal(await codeOf(mine.cookie), 'identity.not-signed-in');
});

test('open sessions are sorted, filtered and paged; what ends in between is skipped, nothing else', async () => {
  const { cookie } = await node.actor('system-administrator');
  const [locked, open] = [await node.actor('patrol'), await node.actor('patrol')];
  await node.call('POST', '/api/v1/session/lock', locked.cookie);
  const pages = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let next = ''; ;) {
      const { body } = await node.call('GET', `/api/v1/sessions?limit=2${query}${next}`, cookie);
      found.push(...(body['items'] as { account: string }[]).map(({ account }) => account));
      if (body['nextCursor'] === null) return found;
      next = `&cursor=${body['nextCursor'] as string}`;
    }
  };
  for (const sort of ['name', 'lastUsedAt', 'address'])
    assert.equal((await pages(`&sort=${sort}`)).length, (await pages(`&sort=-${sort}`)).length, sort);
  const rising = await pages('&sort=createdAt');
  assert.deepEqual(rising.toReversed(), await pages(''));
  assert.ok((await pages('&state=locked')).includes(locked.officer.id));
  assert.ok(!(await pages('&state=locked')).includes(open.officer.id));
  const refused = await node.call('GET', '/api/v1/sessions?sort=token_hash', cookie);
  assert.equal(refused.status, 400);
});

test('control 50: a write without the page’s mark is refused; the cookie is HttpOnly and SameSite=Strict', async () => {
  const { officer, cookie } = await node.actor('patrol');
  const forged = await node.pages.inject({ method: 'POST', url: '/api/v1/test/write', headers: { cookie } });
  assert.equal(forged.json().code, 'identity.forged-request');
  assert.equal((await node.call('POST', '/api/v1/test/write', cookie)).status, 200);
  const begun = await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge');
  const done = await node.callGate(officer, 'POST', '/api/v1/sign-in', {
    body: { challenge: begun.body['challenge'], pin: testPin },
  });
  assert.match(String(done.headers['set-cookie']), /; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('a session of one certificate is refused over another one', async () => {
  const [mine, theirs] = [await node.actor('patrol'), await node.officer()];
  const stolen = await node.callGate(theirs, 'GET', whoami, { cookie: mine.cookie });
  assert.equal(stolen.body['code'], 'identity.other-certificate');
  assert.equal((await node.callGate(mine.officer, 'GET', whoami, { cookie: mine.cookie })).status, 200);
});

test('control 18: a change of roles ends the sessions; what was remembered is forgotten within 5 s', async () => {
  const second = await testNode({ database: node.database }); // with its real caches
  const [security, officer] = [await node.actor('security-administrator'), await node.actor('patrol')];
  assert.equal((await second.call('GET', whoami, officer.cookie)).status, 200);
  const changed = await node.call('PUT', `/api/v1/accounts/${officer.officer.id}/roles`, security.cookie, {
    roles: ['registrar'],
  });
  assert.equal(changed.status, 204);
  const started = Date.now();
  while ((await second.call('GET', whoami, officer.cookie)).status === 200) {
    assert.ok(Date.now() - started < 30_000, 'still admitted'); // the caches' 2 s, on a loaded machine
  }
  await second.close();
});
