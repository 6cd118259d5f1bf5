import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { testNode, testPin } from '../../../../test/support/identity.ts';
import type { TestNode, TestOfficer } from '../../../../test/support/identity.ts';
import { tokenHash } from '../sessions/token.ts';
import { hashSecret, requireStrongPin, secretMatches } from './pin.ts';

const minuteMs = 60_000;
let node: TestNode;
before(async () => {
  node = await testNode({ maxAgeMs: 0 });
});
after(() => node.close());

async function challengeFor(officer: TestOfficer): Promise<string> {
  return String((await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge')).body['challenge']);
}

function tryPin(officer: TestOfficer, challenge: string, pin: string) {
  return node.callGate(officer, 'POST', '/api/v1/sign-in', { body: { challenge, pin } });
}

test('control 2: certificate and PIN together open a session; neither does alone', async () => {
  const officer = await node.officer();
  const good = await tryPin(officer, await challengeFor(officer), testPin);
  assert.equal(good.status, 200, JSON.stringify(good.body));
  assert.match(good.cookie ?? '', /^minqiao=[A-Za-z0-9_-]{43}$/);
  const wrong = await tryPin(officer, await challengeFor(officer), 'not the pin');
  assert.deepEqual([wrong.status, wrong.body['code'], wrong.cookie], [403, 'identity.wrong-pin', undefined]);
  const elsewhere = await node.call('POST', '/api/v1/sign-in', undefined, {
    challenge: 'x'.repeat(43),
    pin: testPin,
  });
  assert.equal(elsewhere.status, 404); // the pages' listener knows no such route
});

test('control 2: without a certificate, or with another authority’s, the listener does not even talk', async () => {
  const officer = await node.officer();
  const stranger = { ...officer, tls: { key: '', cert: '' } };
  await assert.rejects(node.callGate(stranger, 'POST', '/api/v1/sign-in/challenge'));
});

test('control 26: success and failure of sign-in are in the ledger, and no secret is', async () => {
  const officer = await node.officer();
  await tryPin(officer, await challengeFor(officer), 'not the pin');
  await tryPin(officer, await challengeFor(officer), testPin);
  const entries = await node.entries('sign-in');
  assert.ok(entries.some((entry) => entry.outcome === 'permitted'));
  assert.ok(entries.some((entry) => entry.outcome === 'refused' && entry.reason === 'identity.wrong-pin'));
  assert.doesNotMatch(JSON.stringify(entries), new RegExp(`${testPin}|not the pin`));
});

test('control 10: a challenge has 256 bits, works once, for 60 seconds, for its own certificate', async () => {
  const [officer, other] = [await node.officer(), await node.officer()];
  const challenge = await challengeFor(officer);
  assert.match(challenge, /^[A-Za-z0-9_-]{43}$/);
  assert.equal((await tryPin(other, challenge, testPin)).body['code'], 'identity.invalid-challenge');
  assert.equal((await tryPin(officer, challenge, testPin)).body['code'], 'identity.invalid-challenge'); // used up by the theft
  const once = await challengeFor(officer);
  assert.equal((await tryPin(officer, once, testPin)).status, 200);
  assert.equal((await tryPin(officer, once, testPin)).body['code'], 'identity.invalid-challenge');
  const late = await challengeFor(officer);
  node.advance(minuteMs);
  assert.equal((await tryPin(officer, late, testPin)).body['code'], 'identity.invalid-challenge');
});

test('control 10: of eight uses at once of one challenge, in two processes, one succeeds', async () => {
  const second = await testNode({ maxAgeMs: 0, database: node.database });
  const officer = await node.officer();
  const challenge = await challengeFor(officer);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      (at % 2 ? node : second).callGate(officer, 'POST', '/api/v1/sign-in', {
        body: { challenge, pin: testPin },
      }),
    ),
  );
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((a, b) => a - b),
    [200, 403, 403, 403, 403, 403, 403, 403],
  );
  await second.close();
});

test('twin: a challenge that is read before it is deleted lets two in', async () => {
  const uses = async (take: (hash: Buffer) => Promise<boolean>): Promise<number> => {
    const hash = tokenHash('A'.repeat(43)) as Buffer;
    await node.db.query(`insert into identity.challenge values ($1, 'c', now() + interval '1 minute')`, [
      hash,
    ]);
    return (await Promise.all([take(hash), take(hash), take(hash)])).filter(Boolean).length;
  };
  const planted = await uses(async (hash) => {
    const found = await node.db.query(`select 1 from identity.challenge where hash = $1`, [hash]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await node.db.query(`delete from identity.challenge where hash = $1`, [hash]);
    return found.length > 0;
  });
  assert.ok(planted > 1, 'the planted bug must show');
});

test('control 6: the fifth wrong PIN within 15 minutes locks; the right one and time do not release', async () => {
  const officer = await node.officer();
  for (let round = 1; round <= 5; round++) {
    const answer = await tryPin(officer, await challengeFor(officer), `wrong-${round}`);
    assert.equal(answer.body['code'], 'identity.wrong-pin');
  }
  assert.equal(
    (await tryPin(officer, await challengeFor(officer), testPin)).body['code'],
    'identity.account-locked',
  );
  node.advance(24 * 60 * minuteMs);
  assert.equal(
    (await tryPin(officer, await challengeFor(officer), testPin)).body['code'],
    'identity.account-locked',
  );
  const locks = await node.entries('lock');
  assert.ok(locks.some((entry) => entry.reason === 'failed-attempts'));
  const security = await node.actor('security-administrator');
  const release = await node.call('POST', `/api/v1/accounts/${officer.id}/state`, security.cookie, {
    change: 'release',
    reason: 'identity checked in person',
  });
  assert.equal(release.status, 204);
  assert.equal((await tryPin(officer, await challengeFor(officer), testPin)).status, 200);
});

test('control 6: four wrong ones, 15 minutes, four more: no lock', async () => {
  const officer = await node.officer();
  const four = async () => {
    for (let round = 0; round < 4; round++) await tryPin(officer, await challengeFor(officer), 'wrong');
  };
  await four();
  node.advance(15 * minuteMs + 1000);
  await four();
  assert.equal((await tryPin(officer, await challengeFor(officer), testPin)).status, 200);
});

test('control 6: forty guesses at once get five judged, also by two processes', async () => {
  const second = await testNode({ maxAgeMs: 0, database: node.database });
  const officer = await node.officer();
  const challenges = await Promise.all(Array.from({ length: 40 }, () => challengeFor(officer)));
  const answers = await Promise.all(
    challenges.map((challenge, at) =>
      (at % 2 ? node : second).callGate(officer, 'POST', '/api/v1/sign-in', {
        body: { challenge, pin: `guess-${at}` },
      }),
    ),
  );
  const judged = answers.filter((answer) => answer.body['code'] === 'identity.wrong-pin').length;
  assert.equal(judged, 5);
  assert.equal(answers.filter((answer) => answer.body['code'] === 'identity.account-locked').length, 35);
  await second.close();
});

test('twin: a lock that time releases is found by the check of control 6', async () => {
  const officer = await node.officer();
  for (let round = 1; round <= 5; round++) await tryPin(officer, await challengeFor(officer), 'wrong');
  await node.database.open('superuser', 1).query(
    `update identity.account set state = 'active' where id = $1`, // the planted bug: as if 15 minutes had released it
    [officer.id],
  );
  assert.equal(
    (await tryPin(officer, await challengeFor(officer), testPin)).status,
    200,
    'the planted bug must show',
  );
});

test('control 12: an account without PIN cannot sign in until an activation code has set one', async () => {
  const officer = await node.officer();
  const admin = await node.actor('system-administrator');
  const code = await node.call('POST', `/api/v1/accounts/${officer.id}/activation-code`, admin.cookie);
  assert.equal(code.status, 201);
  assert.equal((await tryPin(officer, await challengeFor(officer), testPin)).body['code'], 'identity.no-pin');
  const activate = async (secret: unknown, pin: string) =>
    node.callGate(officer, 'POST', '/api/v1/sign-in/pin', {
      body: { challenge: await challengeFor(officer), code: secret, pin },
    });
  assert.equal((await activate('wrong', 'a-new-pin-1')).body['code'], 'identity.wrong-code');
  assert.equal((await activate(code.body['code'], '123456')).body['code'], 'identity.weak-pin');
  assert.equal((await activate(code.body['code'], 'a-new-pin-1')).status, 204);
  assert.equal((await activate(code.body['code'], 'a-new-pin-2')).body['code'], 'identity.wrong-code');
  assert.equal((await tryPin(officer, await challengeFor(officer), 'a-new-pin-1')).status, 200);
});

test('a PIN: runs, repetitions, short ones and the police number are refused', () => {
  for (const pin of ['111111', '123456', '987654', '12345', '', 'aaaaaaa', 'x'.repeat(65), '004711'])
    assert.throws(() => requireStrongPin(pin, '004711'), { code: 'identity.weak-pin' }, pin);
  for (const pin of ['112358', 'correct horse', '一二三四五七']) requireStrongPin(pin, '004711');
});

test('any text is compared as a PIN without error, and only the same text matches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 64 }),
      fc.string({ maxLength: 64 }),
      async (pin, other) => {
        const kept = await hashSecret(node.identity.keys, 'a', pin);
        assert.ok(await secretMatches(node.identity.keys, 'a', pin, kept));
        assert.equal(await secretMatches(node.identity.keys, 'b', pin, kept), false);
        if (pin.normalize('NFC') !== other.normalize('NFC'))
          assert.equal(await secretMatches(node.identity.keys, 'a', other, kept), false);
      },
    ),
    { numRuns: 15 },
  );
  assert.equal(await secretMatches(node.identity.keys, 'a', '', undefined), false);
});

test('hostile bodies of sign-in are refused with 400 or 403, never with an error of ours', async () => {
  const officer = await node.officer();
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 50 }), async (challenge, pin) => {
      const answer = await node.callGate(officer, 'POST', '/api/v1/sign-in', { body: { challenge, pin } });
      assert.ok([400, 403].includes(answer.status), JSON.stringify(answer));
    }),
    { numRuns: 40 },
  );
});

test('control 1: the same person or police number gets no second account', async () => {
  const admin = await node.actor('system-administrator');
  const body = {
    kind: 'officer',
    name: '王一',
    policeNumber: '990001',
    organisation: '690100000000',
    branch: 'traffic',
    citizenNumber: '110101199003070012',
  };
  assert.equal((await node.call('POST', '/api/v1/accounts', admin.cookie, body)).status, 201);
  const again = await node.call('POST', '/api/v1/accounts', admin.cookie, {
    ...body,
    policeNumber: '990002',
  });
  assert.equal(again.body['code'], 'identity.duplicate-account');
  const same = await node.call('POST', '/api/v1/accounts', admin.cookie, {
    ...body,
    citizenNumber: '110101199003070020',
  });
  assert.equal(same.body['code'], 'identity.duplicate-account');
});
