import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemContext } from '#security/context/index.ts';
import { openSigners } from '#security/ledger/index.ts';
import { testAgency, testLedger, testOrigin } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import { recordKeys } from './record-keys.ts';

let l: TestLedger;
before(async () => {
  l = await testLedger();
});
after(() => l.drop());

const atMs = Date.UTC(2026, 10, 23, 8);

/** Starts a node as far as its keys go, `hour` hours on; answers what it said in the ledger. */
async function start(hour: number): Promise<string[]> {
  const said = (): Promise<{ id: string; event: string; record: string }[]> =>
    l.reader.query(
      `select id, detail::jsonb ->> 'event' as event, record from ledger.entry where resource = 'signing-key' order by append_id`,
    );
  const before = new Set((await said()).map(({ id }) => id));
  const keys = openSigners(l.test.secrets, testOrigin).map(({ key }) => key);
  const context = systemContext(testAgency, randomUUID(), new Date(atMs + hour * 3_600_000));
  await recordKeys(
    l.app,
    context,
    keys.map((publicKey) => ({ purpose: 'ledger', publicKey })),
  );
  return (await said()).filter(({ id }) => !before.has(id)).map(({ event }) => event);
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function putKey(file: string, pem: string): void {
  writeFileSync(join(l.test.secrets.folder, file), pem, { mode: 0o600 });
}

test('control 55: making, rotating and exchanging a signing key is in the ledger, each once', async () => {
  assert.deepEqual(await start(0), ['taken-into-use'], 'the first key, made with the node');
  assert.deepEqual(await start(1), [], 'nothing new');
  const successor = newKey();
  putKey('ledger-signing-key-2', successor);
  assert.deepEqual(await start(2), ['taken-into-use'], 'a rotation begins');
  putKey('ledger-signing-key', successor);
  assert.deepEqual(await start(3), ['gone'], 'the first key is no longer there');
  assert.deepEqual(await start(4), []);
});

test('a key exchanged without a word is two entries: one came, one went', async () => {
  putKey('ledger-signing-key', newKey());
  putKey('ledger-signing-key-2', newKey());
  assert.deepEqual((await start(5)).sort(), ['gone', 'taken-into-use', 'taken-into-use']);
});

test('planted bug: a register that forgets would say the same key again and again', async () => {
  await l.superuser.query('delete from certificates.signing_key');
  assert.deepEqual(await start(6), ['taken-into-use', 'taken-into-use']);
  assert.deepEqual(await start(7), []);
});

test('two processes that start at once say it once', async () => {
  putKey('ledger-signing-key', newKey());
  const said = await Promise.all([start(8), start(8)]);
  const [rows] = await l.reader.query<{ count: number }>(
    `select count(*)::int as count from ledger.entry where resource = 'signing-key' and detail::jsonb ->> 'event' = 'gone'`,
  );
  assert.equal(rows?.count, 3, said.flat().join());
});
