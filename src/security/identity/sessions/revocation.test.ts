import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { testNode } from '../../../../test/support/identity.ts';
import type { Answer, TestNode, TestOfficer } from '../../../../test/support/identity.ts';

/* Test F8 in small: revocation in the middle of sessions, on every kind of connection, with the real caches. */

const whoami = '/api/v1/test/whoami';
const sessions = 20;
const allowedMs = 60_000;
let node: TestNode;
let admin: { officer: TestOfficer; cookie: string };
before(async () => {
  node = await testNode();
  admin = await node.actor('system-administrator');
});
after(() => node.close());

interface Client {
  readonly officer: TestOfficer;
  readonly cookie: string;
  /** One connection, kept alive. */
  readonly agent: Agent;
}

async function clients(count: number): Promise<Client[]> {
  const made: Client[] = [];
  for (let at = 0; at < count; at++) {
    const { officer, cookie } = await node.actor('patrol');
    made.push({ officer, cookie, agent: new Agent({ keepAlive: true, maxSockets: 1 }) });
  }
  return made;
}

const ask = ({ officer, cookie, agent }: Client): Promise<Answer> =>
  node.callGate(officer, 'GET', whoami, { cookie, agent });

/** Longest time that any of them still got an answer, over the certificate's and the pages' listener. */
async function accessLastsMs(all: readonly Client[]): Promise<number> {
  const started = Date.now();
  let last = 0;
  for (;;) {
    const answers = await Promise.all(
      all.flatMap((client) => [ask(client), node.call('GET', whoami, client.cookie)]),
    );
    if (!answers.some((answer) => answer.status === 200)) return last;
    last = Date.now() - started;
    if (last > allowedMs) return last;
    await wait(100);
  }
}

test('F8: 20 officers on kept-alive connections lose all access within 60 s of the revocation of their certificates', async () => {
  const all = await clients(sessions);
  assert.deepEqual(new Set((await Promise.all(all.map(ask))).map((answer) => answer.status)), new Set([200]));
  const [witness] = await clients(1);
  for (const { officer } of all) {
    const revoked = await node.call(
      'POST',
      `/api/v1/certificates/${officer.serial}/revocation`,
      admin.cookie,
      {
        reason: 'key-compromise',
      },
    );
    assert.equal(revoked.status, 204, JSON.stringify(revoked.body));
  }
  const lastedMs = await accessLastsMs(all);
  assert.ok(lastedMs < allowedMs, `${lastedMs} ms`);
  assert.equal((await ask(witness as Client)).status, 200); // nobody else was cut off
  for (const client of all) client.agent.destroy();
});

test('F8: an account that is threatened, suspended or ended loses access on the same connection', async () => {
  for (const change of ['threaten', 'suspend', 'end']) {
    const [client] = (await clients(1)) as [Client];
    assert.equal((await ask(client)).status, 200);
    const body = { change, reason: 'device reported lost' };
    assert.equal(
      (await node.call('POST', `/api/v1/accounts/${client.officer.id}/state`, admin.cookie, body)).status,
      204,
    );
    assert.ok((await accessLastsMs([client])) < allowedMs);
    client.agent.destroy();
  }
});

test('F8: a revocation written straight into the register, without any notice, is effective too', async () => {
  const [client] = (await clients(1)) as [Client];
  assert.equal((await ask(client)).status, 200);
  await node.db.query(
    `update certificates.certificate set revoked_at = now(), revoked_by = holder, revocation_reason = 'key-compromise'
     where serial = $1`,
    [client.officer.serial],
  );
  const lastedMs = await accessLastsMs([client]);
  assert.ok(lastedMs < 5_000, `${lastedMs} ms`);
  client.agent.destroy();
});

test('twin: a listener that looks at the certificate once for each connection fails F8', async () => {
  const [client] = (await clients(1)) as [Client];
  const checked = new Set<string>();
  const require = node.certificates.status.require.bind(node.certificates.status);
  const planted = node.certificates.status as { require: typeof require };
  planted.require = (serial, kinds, at) =>
    checked.has(serial)
      ? Promise.resolve({ holder: client.officer.id, kind: 'officer' })
      : require(serial, kinds, at).then((found) => (checked.add(serial), found));
  await ask(client);
  await node.db.query(
    `update certificates.certificate set revoked_at = now(), revoked_by = holder, revocation_reason = 'key-compromise'
     where serial = $1`,
    [client.officer.serial],
  );
  await wait(3_000);
  const { status } = await ask(client);
  planted.require = require;
  client.agent.destroy();
  assert.equal(status, 200, 'the planted bug must show');
});

/** Connects, waits for a session that could be resumed, then offers it on a second connection. */
async function resumes(
  officer: TestOfficer,
  version: 'TLSv1.2' | 'TLSv1.3',
  port = node.gatePort,
): Promise<boolean> {
  const options: ConnectionOptions = {
    host: '127.0.0.1',
    port,
    minVersion: version,
    maxVersion: version,
    ca: node.certificates.authority.certificatePem,
    ...officer.tls,
  };
  const first = await open(options);
  let session: Buffer | undefined = first.getSession();
  first.on('session', (later: Buffer) => (session = later));
  first.write('GET /api/v1/session HTTP/1.1\r\nhost: x\r\n\r\n');
  await wait(300);
  first.destroy();
  const second = await open(session ? { ...options, session } : options);
  const reused = second.isSessionReused();
  second.destroy();
  return reused;
}

function open(options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect(options, () => resolve(socket));
    socket.on('error', reject);
  });
}

test('F8: no session is resumed, neither with TLS 1.2 nor with 1.3, whatever the client offers', async () => {
  const officer = await node.officer();
  assert.equal(await resumes(officer, 'TLSv1.2'), false);
  assert.equal(await resumes(officer, 'TLSv1.3'), false);
});

test('twin: with tickets on, the check for resumption finds it', async () => {
  const { createServer } = await import('node:https');
  const { certificateListener } = await import('#security/certificates/index.ts');
  const options = certificateListener(node.certificates.serverKey, node.certificates.authority);
  const planted = createServer({ ...options, secureOptions: 0 }, (_request, response) => response.end('x'));
  await new Promise<void>((resolve) => planted.listen(0, '127.0.0.1', resolve));
  const { port } = planted.address() as { port: number };
  const officer = await node.officer();
  assert.equal(await resumes(officer, 'TLSv1.3', port), true, 'the planted bug must show');
  planted.closeAllConnections();
  planted.close();
});

test('control 40: TLS 1.1 and suites without forward secrecy are refused', async () => {
  const officer = await node.officer();
  const base: ConnectionOptions = {
    host: '127.0.0.1',
    port: node.gatePort,
    ca: node.certificates.authority.certificatePem,
    ...officer.tls,
  };
  await assert.rejects(
    open({ ...base, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
  );
  await assert.rejects(open({ ...base, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA256:AES256-GCM-SHA384' }));
  (await open(base)).destroy();
});
