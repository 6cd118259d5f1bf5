import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testNode } from '../../../../test/support/identity.ts';
import type { TestNode } from '../../../../test/support/identity.ts';

let node: TestNode;
before(async () => {
  node = await testNode({ maxAgeMs: 0 });
});
after(() => node.close());

async function fileOf(path: string, cookie: string, body: object) {
  const headers = { cookie, 'x-minqiao': '1', 'accept-language': 'en' };
  const answer = await node.pages.inject({ method: 'POST', url: `${path}/export`, headers, payload: body });
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    lines: answer.body.trimEnd().split('\n'),
  };
}

test('accounts, sessions and roles leave as files for those who see the lists, and for nobody else', async () => {
  const { cookie, officer } = await node.actor('system-administrator');
  const auditor = (await node.actor('auditor')).cookie;
  const columns = ['policeNumber', 'state'];
  const asked = { format: 'csv', role: 'system-administrator', sort: 'policeNumber', columns };
  const accounts = await fileOf('/api/v1/accounts', cookie, asked);
  assert.equal(accounts.status, 200, accounts.lines[0]);
  assert.equal(accounts.lines[1], 'Police number,State');
  assert.ok(accounts.lines.includes(`${officer.policeNumber},Active`));
  const one = await fileOf('/api/v1/accounts', cookie, { format: 'csv', search: officer.policeNumber });
  assert.equal(one.lines.length, 3);
  const sessions = await fileOf('/api/v1/sessions', cookie, { format: 'csv', columns: ['name', 'state'] });
  assert.equal(sessions.lines[1], 'Name,Unit code,State');
  assert.ok(sessions.lines.some((line) => line.endsWith(',Open')));
  const roles = await fileOf('/api/v1/roles', auditor, { format: 'csv' });
  assert.equal(roles.lines.length, node.identity.roles.roles.length + 2);
  assert.match((await fileOf('/api/v1/roles', cookie, { format: 'xlsx' })).type as string, /spreadsheetml/);
  const certificates = await fileOf('/api/v1/certificates', cookie, { format: 'csv', kind: 'officer', columns: ['holder', 'state'] }); // prettier-ignore
  assert.equal(certificates.lines[1], 'Holder,Police number,State');
  assert.ok(certificates.lines.some((line) => line.endsWith(`,${officer.policeNumber},In force`)));
  for (const path of ['/api/v1/accounts', '/api/v1/sessions', '/api/v1/certificates']) {
    assert.equal((await fileOf(path, auditor, { format: 'csv' })).status, 403, path);
    for (const body of [{}, { format: 'csv', limit: 1 }, { format: 'csv', columns: ['pin'] }])
      assert.equal((await fileOf(path, cookie, body)).status, 400, path);
  }
});

test('each file is in the ledger with how many and which filters, never with the name that was searched for', async () => {
  const { cookie } = await node.actor('security-administrator');
  await fileOf('/api/v1/accounts', cookie, { format: 'csv', search: '测试员', state: 'active' });
  const entries = await node.database
    .open('superuser', 1)
    .query<{ resource: string; count: number; detail: string }>(
      `select resource, count::int, detail::text from ledger.entry where act = 'export' order by xid, append_id`,
    );
  const last = entries.at(-1);
  assert.deepEqual([last?.resource, (last?.count ?? 0) > 0], ['account', true]);
  assert.match(last?.detail ?? '', /"state":\s*"active"/);
  assert.doesNotMatch(JSON.stringify(entries), /测试员/);
  assert.deepEqual([...new Set(entries.map(({ resource }) => resource))].sort(), [
    'account',
    'certificate',
    'role',
    'session',
  ]);
});
