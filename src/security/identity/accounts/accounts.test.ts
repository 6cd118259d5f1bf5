import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { testNode } from '../../../../test/support/identity.ts';
import type { TestNode } from '../../../../test/support/identity.ts';
import { systemContext } from '#security/context/index.ts';
import {
  expireAccounts,
  foundNode,
  importAccounts,
  importOrganisations,
  refuseDemoIdentities,
} from '../index.ts';
import type { ImportedAccount } from '../index.ts';

const dayMs = 86_400_000;
let node: TestNode;
let system: string;
let security: string;
let secondSecurity: string;
before(async () => {
  node = await testNode({ maxAgeMs: 0 });
  system = (await node.actor('system-administrator')).cookie;
  security = (await node.actor('security-administrator')).cookie;
  secondSecurity = (await node.actor('security-administrator')).cookie;
});
after(() => node.close());

const setRoles = (id: string, cookie: string, roles: string[], approval?: string) =>
  node.call('PUT', `/api/v1/accounts/${id}/roles`, cookie, { roles, ...(approval ? { approval } : {}) });
const decide = (id: string, cookie: string, decision = 'approved') =>
  node.call('POST', `/api/v1/approvals/${id}/decision`, cookie, { decision });
const approvalOf = (body: Record<string, unknown>): string => (body['approval'] as { id: string }).id;

test('control 19: no account unites two administrators, in the API and in the database', async () => {
  const officer = await node.officer();
  const answer = await setRoles(officer.id, security, ['system-administrator', 'auditor']);
  assert.equal(answer.body['code'], 'identity.united-powers');
  const insert = (role: string, power: string) =>
    node.database
      .open('superuser', 1)
      .query(
        `insert into identity.account_role (account, role, power, granted_by, granted_at) values ($1, $2, $3, $1, now())`,
        [officer.id, role, power],
      );
  await insert('auditor', 'audit');
  await assert.rejects(insert('system-administrator', 'system'), { code: '23505' });
  await assert.rejects(insert('system-administrator', 'none'), { code: '23503' }); // its power cannot be belittled
});

test('control 20: a role of an administrator takes two persons; the approval is for exactly that, once, for a day', async () => {
  const officer = await node.officer();
  const asked = await setRoles(officer.id, security, ['auditor']);
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  const approval = approvalOf(asked.body);
  assert.equal(
    (await setRoles(officer.id, security, ['auditor'], approval)).body['code'],
    'identity.approval-not-usable',
  );
  assert.equal((await decide(approval, security)).body['code'], 'identity.own-request');
  const patrol = await node.actor('patrol');
  assert.equal((await decide(approval, patrol.cookie)).body['code'], 'identity.not-permitted');
  assert.equal((await decide(approval, secondSecurity)).status, 204);
  assert.equal((await decide(approval, secondSecurity)).body['code'], 'identity.approval-not-open');
  const more = await setRoles(officer.id, security, ['system-administrator'], approval);
  assert.equal(more.body['code'], 'identity.approval-not-usable');
  assert.equal(
    (await setRoles(officer.id, secondSecurity, ['auditor'], approval)).body['code'],
    'identity.approval-not-usable',
  );
  assert.equal((await setRoles(officer.id, security, ['auditor'], approval)).status, 204);
  assert.equal(
    (await setRoles(officer.id, security, ['auditor'], approval)).body['code'],
    'identity.approval-not-usable',
  );
  const view = await node.call('GET', `/api/v1/accounts/${officer.id}`, system);
  assert.deepEqual(view.body['roles'], ['auditor']);
});

test('control 20: two uses of one approval at once have one winner', async () => {
  const officer = await node.officer();
  const approval = approvalOf((await setRoles(officer.id, security, ['auditor'])).body);
  await decide(approval, secondSecurity);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => setRoles(officer.id, security, ['auditor'], approval)),
  );
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((a, b) => a - b),
    [204, 409, 409, 409],
  );
});

test('twin: the database refuses an approval by the one who asked, whatever the code does', async () => {
  const officer = await node.officer();
  const approval = approvalOf((await setRoles(officer.id, security, ['auditor'])).body);
  await assert.rejects(
    node.db.query(
      `update identity.approval set decision = 'approved', decided_by = requested_by, decided_at = now() where id = $1`,
      [approval],
    ),
    { code: '23514' },
  );
});

test('approvals are listed for who may decide and who asked, with what each may do', async () => {
  const officer = await node.officer();
  const id = approvalOf((await setRoles(officer.id, security, ['auditor'])).body);
  const seen = async (cookie: string) =>
    ((await node.call('GET', '/api/v1/approvals', cookie)).body['items'] as Record<string, unknown>[]).find(
      (item) => item['id'] === id,
    );
  assert.deepEqual(
    [(await seen(security))?.['mayDecide'], (await seen(secondSecurity))?.['mayDecide']],
    [false, true],
  );
  assert.equal((await seen(system))?.['subjectName'], '测试员');
  const patrol = await node.actor('patrol');
  assert.equal(await seen(patrol.cookie), undefined);
});

test('a refusal to an administrator is in the ledger, and nothing of the act remains', async () => {
  const officer = await node.officer();
  const body = { change: 'resume', reason: 'back from leave' };
  const answer = await node.call('POST', `/api/v1/accounts/${officer.id}/state`, system, body);
  assert.equal(answer.body['code'], 'identity.wrong-state');
  const entries = await node.entries('account-change');
  assert.ok(entries.some((entry) => entry.outcome === 'refused' && entry.reason === 'identity.wrong-state'));
  const patrol = await node.actor('patrol');
  assert.equal(
    (await node.call('GET', '/api/v1/accounts', patrol.cookie)).body['code'],
    'identity.not-permitted',
  );
  assert.ok((await node.entries('system')).some((entry) => entry.reason === 'identity.not-permitted'));
});

test('each route is for its roles only: a matrix over roles and routes', async () => {
  const officer = await node.officer();
  const id = officer.id;
  const routes = [
    ['GET', '/api/v1/accounts', undefined, ['system-administrator', 'security-administrator']],
    ['GET', `/api/v1/accounts/${id}`, undefined, ['system-administrator', 'security-administrator']],
    ['GET', '/api/v1/sessions', undefined, ['system-administrator', 'security-administrator']],
    ['POST', '/api/v1/certificates/search', {}, ['system-administrator', 'security-administrator']],
    [
      'POST',
      '/api/v1/certificates/export',
      { format: 'csv' },
      ['system-administrator', 'security-administrator'],
    ],
    ['POST', `/api/v1/accounts/${id}/activation-code`, undefined, ['system-administrator']],
    ['PUT', `/api/v1/accounts/${id}/roles`, { roles: ['patrol'] }, ['security-administrator']],
    ['PATCH', `/api/v1/accounts/${id}`, { branch: 'traffic' }, ['system-administrator']],
    [
      'POST',
      `/api/v1/accounts/${id}/state`,
      { change: 'release', reason: 'no reason' },
      ['security-administrator'],
    ],
    [
      'POST',
      `/api/v1/certificates/${'0'.repeat(32)}/revocation`,
      { reason: 'superseded' },
      ['system-administrator'],
    ],
  ] as const;
  for (const { code: role } of node.identity.roles.roles) {
    const { cookie } = await node.actor(role);
    for (const [method, url, body, allowed] of routes) {
      const answer = await node.call(method, url, cookie, body);
      const permitted = answer.body['code'] !== 'identity.not-permitted';
      assert.equal(permitted, (allowed as readonly string[]).includes(role), `${role} ${method} ${url}`);
    }
  }
});

test('the register of certificates: found by serial, name and number; what ends soon, ended or was revoked is told apart', async () => {
  const owner = await node.officer();
  const find = async (body: object) => {
    const { status, body: page } = await node.call('POST', '/api/v1/certificates/search', system, body);
    assert.equal(status, 200, JSON.stringify(page));
    return page as {
      items: { serial: string; state: string; holder: string; holderName: string }[];
      total: number;
      nextCursor: string | null;
    };
  };
  const [mine] = (await find({ search: owner.policeNumber })).items;
  assert.ok(mine);
  assert.deepEqual([mine.holder, mine.state], [owner.id, 'in-force']);
  for (const search of [mine.serial, mine.serial.slice(0, 12).toUpperCase(), mine.holderName])
    assert.ok(
      (await find({ search })).items.some(({ serial }) => serial === mine.serial),
      search,
    );
  assert.deepEqual((await find({ search: 'nobody of this name' })).items, []);
  const stateWhen = async (notAfter: string, revoked = false): Promise<string[]> => {
    await node.database
      .open('superuser', 1)
      .query(
        `update certificates.certificate set not_after = $2, revoked_at = $3, revocation_reason = $4 where serial = $1`,
        [mine.serial, notAfter, revoked ? new Date() : null, revoked ? 'superseded' : null],
      );
    const states = ['in-force', 'expiring', 'expired', 'revoked'];
    const found = await Promise.all(states.map((state) => find({ search: mine.serial, state })));
    return found.flatMap(({ items }) => items.map(({ state }) => state));
  };
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  assert.deepEqual(await stateWhen(inDays(40)), ['in-force']);
  assert.deepEqual(await stateWhen(inDays(10)), ['expiring', 'expiring']); // it holds, and ends soon
  assert.deepEqual(await stateWhen(inDays(-1)), ['expired']);
  assert.deepEqual(await stateWhen(inDays(40), true), ['revoked']);
  const seen: string[] = [];
  let page = await find({ limit: 2, sort: 'notAfter' });
  for (; ; page = await find({ limit: 2, sort: 'notAfter', cursor: page.nextCursor })) {
    seen.push(...page.items.map(({ serial }) => serial));
    if (page.nextCursor === null) break;
  }
  assert.deepEqual([new Set(seen).size, seen.length], [page.total, page.total]);
});

test('nobody administers their own account', async () => {
  const me = await node.actor('system-administrator');
  const body = { change: 'suspend', reason: 'why not' };
  const answer = await node.call('POST', `/api/v1/accounts/${me.officer.id}/state`, me.cookie, body);
  assert.equal(answer.body['code'], 'identity.own-account');
});

test('the list is paged, sorted and filtered on the server', async () => {
  const seen: string[] = [];
  let url: string | null = '/api/v1/accounts?limit=3&sort=-policeNumber';
  let total: unknown;
  while (url) {
    const { body } = await node.call('GET', url, system);
    seen.push(...(body['items'] as { policeNumber: string }[]).map((item) => item.policeNumber));
    total = body['total'];
    url = body['nextCursor']
      ? `/api/v1/accounts?limit=3&sort=-policeNumber&cursor=${body['nextCursor'] as string}`
      : null;
  }
  assert.equal(seen.length, total);
  assert.deepEqual(seen, seen.toSorted().toReversed());
  const officer = await node.officer({ roles: ['verifier'] });
  const found = await node.call('GET', `/api/v1/accounts?search=${officer.policeNumber}`, system);
  assert.deepEqual(
    (found.body['items'] as { id: string }[]).map((item) => item.id),
    [officer.id],
  );
  const byRole = await node.call('GET', '/api/v1/accounts?role=verifier&state=active', system);
  assert.ok((byRole.body['items'] as { roles: string[] }[]).every((item) => item.roles.includes('verifier')));
});

test('an identity number in an address is refused, and so is any hostile query', async () => {
  const answer = await node.call('GET', '/api/v1/accounts?search=110101199003070012', system);
  assert.equal(answer.status, 400);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('search', 'sort', 'cursor', 'limit', 'state', 'x'),
      fc.string({ unit: 'binary' }),
      async (key, value) => {
        const { status } = await node.call(
          'GET',
          `/api/v1/accounts?${key}=${encodeURIComponent(value)}`,
          system,
        );
        assert.ok(status === 200 || status === 400, `${key}=${JSON.stringify(value)}: ${status}`);
      },
    ),
    { numRuns: 150 },
  );
});

test('a certificate is issued once, its file opens with openssl, and it signs in', async () => {
  const made = await node.call('POST', '/api/v1/accounts', system, {
    kind: 'officer',
    name: '李二',
    policeNumber: '880001',
    organisation: '690100000000',
    branch: 'traffic',
    citizenNumber: '110101198003070011',
  });
  const url = `/api/v1/accounts/${String(made.body['id'])}/certificates`;
  const issued = await node.call('POST', url, system, {});
  assert.equal(issued.status, 201, JSON.stringify(issued.body));
  assert.equal((await node.call('POST', url, system, {})).body['code'], 'certificates.already-held');
  const folder = mkdtempSync(join(tmpdir(), 'minqiao-p12-'));
  writeFileSync(join(folder, 'f.p12'), Buffer.from(String(issued.body['file']), 'base64'));
  const pem = execFileSync(
    'openssl',
    ['pkcs12', '-in', join(folder, 'f.p12'), '-nodes', '-passin', `pass:${String(issued.body['password'])}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  rmSync(folder, { recursive: true });
  const officer = {
    id: '',
    policeNumber: '',
    serial: String(issued.body['serial']),
    tls: { key: pem, cert: pem },
  };
  const challenge = await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge');
  assert.equal(challenge.status, 200, JSON.stringify(challenge.body));
});

test('an administrator’s certificate takes two persons', async () => {
  const officer = await node.officer({ roles: ['auditor'] });
  await node.call('POST', `/api/v1/certificates/${officer.serial}/revocation`, system, {
    reason: 'superseded',
  });
  const url = `/api/v1/accounts/${officer.id}/certificates`;
  const asked = await node.call('POST', url, system, {});
  assert.equal(asked.status, 202);
  const approval = approvalOf(asked.body);
  await decide(approval, security);
  assert.equal((await node.call('POST', url, system, { approval })).status, 201);
});

test('a client acts by its certificate alone, and an officer’s certificate is no client', async () => {
  const made = await node.call('POST', '/api/v1/accounts', system, {
    kind: 'client',
    name: 'Hospital gateway',
    organisation: '690100000000',
    branch: 'system',
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const id = String(made.body['id']);
  const { issueCertificate } = await import('#security/certificates/index.ts');
  const context = systemContext('690100000000', 'test', new Date());
  const issued = await node.db.transaction((tx) =>
    issueCertificate(tx, node.certificates.authority, context, { kind: 'client', holder: id }),
  );
  const { pemOf } = await import('../../../../test/support/identity.ts');
  const client = { id, policeNumber: '', serial: issued.serial, tls: pemOf(issued) };
  const answer = await node.callGate(client, 'GET', '/api/v1/test/client');
  assert.deepEqual([answer.status, answer.body['kind']], [200, 'client']);
  assert.equal((await node.callGate(client, 'GET', '/api/v1/test/whoami')).status, 401);
  assert.equal(
    (await node.callGate(client, 'POST', '/api/v1/sign-in/challenge')).body['code'],
    'certificates.wrong-kind',
  );
  const officer = await node.officer();
  assert.equal((await node.callGate(officer, 'GET', '/api/v1/test/client')).status, 403);
});

test('control 11: employment that ended stops access at once and the account within the hour; 90 unused days suspend', async () => {
  const own = await testNode({ maxAgeMs: 0 }); // its clock moves every account of the database
  const admin = await own.actor('system-administrator');
  const [left, unused, busy] = [await own.actor('patrol'), await own.officer(), await own.actor('patrol')];
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const set = await own.call('PATCH', `/api/v1/accounts/${left.officer.id}`, admin.cookie, {
    employmentEndsAt: end,
  });
  assert.equal(set.status, 204, JSON.stringify(set.body));
  const stateOf = async (id: string) =>
    (await own.db.query<{ state: string }>(`select state from identity.account where id = $1`, [id]))[0]
      ?.state;
  await expireAccounts(own.identity, new Date());
  assert.equal(await stateOf(left.officer.id), 'active');
  await expireAccounts(own.identity, new Date(Date.now() + 3_700_000));
  assert.equal(await stateOf(left.officer.id), 'ended');
  await assert.rejects(own.signIn(left.officer), /sign-in failed/);
  await own.db.query(`update identity.account set last_used_at = $2 where id = $1`, [
    busy.officer.id,
    new Date(Date.now() + 89 * dayMs),
  ]);
  const changed = await Promise.all(
    [1, 2].map(() => expireAccounts(own.identity, new Date(Date.now() + 91 * dayMs))),
  );
  assert.ok(changed[0] !== undefined);
  assert.deepEqual([await stateOf(unused.id), await stateOf(busy.officer.id)], ['suspended', 'active']);
  assert.ok(
    (await own.entries('account-change')).some((entry) =>
      JSON.stringify(entry.detail).includes('employment-ended'),
    ),
  );
  await own.close();
});

test('control 54: the identity number of an officer is nowhere readable in the tables', async () => {
  const secret = '110101197001010019';
  const made = await node.call('POST', '/api/v1/accounts', system, {
    kind: 'officer',
    name: '赵三',
    policeNumber: '770001',
    organisation: '690100000000',
    branch: 'traffic',
    citizenNumber: secret,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const [row] = await node.db.query<{ text: string; sealed: Buffer; id: string }>(
    `select a::text as text, citizen_number_sealed as sealed, id from identity.account a where police_number = '770001'`,
  );
  assert.ok(row && !row.text.includes(secret) && !row.text.includes(Buffer.from(secret).toString('hex')));
  assert.equal(node.identity.keys.open(row.sealed, row.id), secret);
  assert.throws(() => node.identity.keys.open(row.sealed, randomUUID())); // moved to another account
});

test('1,300 accounts with certificates are imported in seconds, and a production node refuses to start on them', async () => {
  const other = await testNode({ profile: 'demo', maxAgeMs: 0 });
  const code = '690101500001';
  const accounts = function* (): Generator<ImportedAccount> {
    for (let at = 0; at < 1_300; at++) {
      const id = randomUUID();
      const policeNumber = String(at).padStart(6, '0');
      const citizenNumber = `69010119900101${String(at).padStart(4, '0')}`;
      yield {
        id,
        kind: 'officer',
        name: `警员${at}`,
        policeNumber,
        organisation: code,
        branch: 'traffic',
        post: null,
        roles: ['patrol'],
        citizenNumber,
      };
    }
  };
  await refuseDemoIdentities(other.db, other.database.secrets);
  const context = systemContext('690100000000', 'test', new Date());
  await other.db.transaction(async (tx) => {
    await importOrganisations(tx, [{ code, nameZh: '派出所', nameEn: 'Station', parent: null }], {
      demo: true,
    });
    await importAccounts(tx, other.identity, context, accounts(), { demo: true, certificates: true });
  });
  await assert.rejects(refuseDemoIdentities(other.db, other.database.secrets), {
    code: 'identity.demo-identities-present',
  });
  await other.database
    .open('superuser', 1)
    .query(`update identity.account set demo = false, demo_rank = null`);
  await other.database.open('superuser', 1).query(`update identity.organisation set demo = false`);
  await assert.rejects(
    refuseDemoIdentities(other.db, other.database.secrets),
    /1300/, // their numbers still begin with 69
  );
  await other.close();
});

test('a node is founded once, by people who bring their own PIN', async () => {
  const other = await testNode({ maxAgeMs: 0 });
  const founder = (role: 'system-administrator' | 'security-administrator', at: number) => ({
    role,
    name: `创始${at}`,
    policeNumber: `00000${at}`,
    citizenNumber: `11010119700101001${at}`,
    pin: 'own-choice-9',
  });
  const founders = [founder('system-administrator', 1), founder('security-administrator', 2)];
  const results = await Promise.allSettled([
    foundNode(other.identity, founders),
    foundNode(other.identity, founders),
  ]);
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
  await assert.rejects(foundNode(other.identity, founders), { code: 'identity.already-founded' });
  await other.close();
});
