import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { renderMetrics } from '#infrastructure/telemetry/index.ts';
import { systemContext } from '#security/context/index.ts';
import { signerOf } from '#security/ledger/index.ts';
import { testAgency, testLedger, testOrigin } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import { followPolicies, policiesRecheckMs } from './policies-in-force.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import { isSound, policySeal, policyStatement } from './policy-seal.ts';
import type { PolicySeal } from './policy-seal.ts';
import { digestOf } from './policy-source.ts';
import type { PolicySource } from './policy-source.ts';
import { publishPolicies } from './publish-policies.ts';
import { insertPolicySet, selectLatestPolicySet } from './sql.ts';

let l: TestLedger;
let seal: PolicySeal;
const opened: PoliciesInForce[] = [];
before(async () => {
  l = await testLedger();
  seal = policySeal(l.signers);
});
after(async () => {
  await Promise.all(opened.map((policies) => policies.close()));
  await l.drop();
});
beforeEach(() => publish(sourcesOf('verifier'))); // something sound is in force

const seldomMs = 3_600_000; // a follower that in this test never looks by itself

function sourcesOf(role: string): PolicySource[] {
  const text = `@id("a-${role}") permit (principal in Role::"${role}", action == Action::"read", resource);`;
  return [{ file: 'a.cedar', text }];
}

function publish(sources: readonly PolicySource[]): Promise<number> {
  const context = systemContext(testAgency, randomUUID().replaceAll('-', ''), new Date());
  return publishPolicies({ app: l.app, seal }, context, sources);
}

async function follow(recheckMs = seldomMs): Promise<PoliciesInForce> {
  const policies = await followPolicies(l.test.open('app', 2), seal, recheckMs);
  opened.push(policies);
  return policies;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 1_000 && !(await holds()); round++) await wait(20);
  assert.ok(await holds());
}

async function alarms(): Promise<number> {
  const { body } = await renderMetrics();
  return Number(/^minqiao_alarms_total\{kind="policy-not-sound"\} (\d+)$/m.exec(body)?.[1] ?? 0);
}

/** Writes a set as a superuser can: the latest one, changed, under the next version. */
async function plant(change: (latest: Planted) => Planted): Promise<void> {
  const latest = await selectLatestPolicySet(l.superuser);
  assert.ok(latest);
  const planted = change({ ...latest, version: latest.version + 1, published_at: new Date() });
  await l.superuser.transaction((tx) => insertPolicySet(tx, planted));
}
type Planted = Parameters<typeof insertPolicySet>[1];

async function clear(): Promise<void> {
  await l.superuser.query('truncate access.policy_set');
}

test('control 18: a published set is in force in a second process, which is told at once', async () => {
  const program = join(import.meta.dirname, '../../../test/support/policies-process.ts');
  const child = spawn(process.execPath, [program, l.test.urls.app, l.test.secrets.folder]);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  try {
    await until(() => said.length === 1);
    const version = await publish(sourcesOf('registrar'));
    await until(() => said.length === 2);
    assert.equal(said[1], String(version));
  } finally {
    child.kill();
  }
});

test('control 18: a process that missed the notification looks by itself, within five seconds', async () => {
  assert.ok(policiesRecheckMs < 5_000);
  const policies = await follow(20);
  const sources = sourcesOf('patrol');
  await plant((latest) => {
    const digest = digestOf(sources);
    const signature = seal.sign(policyStatement(latest.version, digest));
    return { ...latest, sources, digest, signature }; // as published, but nobody was told
  });
  const planted = await selectLatestPolicySet(l.app);
  await until(() => policies.point.version === String(planted?.version));
});

test('planted bug: without LISTEN and without looking the old set stays in force', async () => {
  const policies = await follow();
  const { version } = policies.point;
  await plant((latest) => {
    const digest = digestOf(latest.sources);
    return { ...latest, signature: seal.sign(policyStatement(latest.version, digest)) };
  });
  assert.equal(policies.point.version, version);
  await policies.refresh();
  assert.notEqual(policies.point.version, version);
});

const tampered: readonly (readonly [string, (latest: Planted) => Planted])[] = [
  [
    'whose text was changed',
    (latest) => ({ ...latest, signature: signatureOf(latest), sources: sourcesOf('auditor') }),
  ],
  [
    'whose text and digest were changed',
    (latest) => {
      const sources = sourcesOf('auditor');
      return { ...latest, signature: signatureOf(latest), sources, digest: digestOf(sources) };
    },
  ],
  ['that is an old one under a new version', (latest) => latest],
  ['without a signature', (latest) => ({ ...latest, signature: '' })],
  [
    'signed by another key',
    (latest) => {
      const other = policySeal([signerOf(foreignKey, testOrigin)]);
      return { ...latest, signature: other.sign(policyStatement(latest.version, latest.digest)) };
    },
  ],
];

function signatureOf({ version, digest }: Planted): string {
  return seal.sign(policyStatement(version, digest));
}

/** A key that is nobody's, for tests only. */
const foreignKey = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----`;

for (const [what, change] of tampered) {
  test(`control 22: a set ${what} is not put into force, is an alarm, and is superseded by publishing`, async () => {
    const policies = await follow();
    const { version } = policies.point;
    const before = await alarms();
    await plant(change);
    await assert.rejects(policies.refresh(), { code: 'access.policy-tampered' });
    assert.equal(policies.point.version, version, 'what was in force stays');
    assert.ok((await alarms()) > before);
    const started = await follow();
    assert.throws(() => started.point, { code: 'access.no-policy' }, 'a new process refuses everything');
    const next = await publish(sourcesOf('verifier'));
    for (const one of [policies, started]) {
      await one.refresh();
      assert.equal(one.point.version, String(next));
    }
  });
}

test('planted bug: a process that does not look at the signature takes each tampered set', async () => {
  const blind = { verify: () => true };
  for (const [what, change] of tampered) {
    if (what === 'whose text was changed') continue; // the digest alone shows this one
    await clear();
    await publish(sourcesOf('verifier'));
    await plant(change);
    const latest = await selectLatestPolicySet(l.app);
    assert.ok(latest && isSound(blind, latest) && !isSound(seal, latest), what);
  }
});

test('any signature but the own is refused, whatever its bytes', () => {
  const sources = sourcesOf('verifier');
  const set = { version: 1, sources, digest: digestOf(sources) };
  const signature = seal.sign(policyStatement(1, set.digest));
  assert.ok(isSound(seal, { ...set, signature }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 100 })), (other) => {
      assert.equal(isSound(seal, { ...set, signature: other }), other === signature);
    }),
  );
});
