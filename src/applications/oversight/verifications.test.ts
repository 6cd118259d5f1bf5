import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aCitizen, anAuditor, given, testOversight } from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import { runVerifications } from './run-verifications.ts';
import { getVerification, listVerifications, startVerification, stopVerification } from './verifications.ts';

let t: TestOversight;
before(async () => {
  t = await testOversight();
  await t.access([aCitizen()]);
});
after(() => t.drop());

const quick = { pollMs: 20, heartbeatMs: 20, silentMs: 500 };

/** A process that takes verifications, until the returned function is called. */
function runner(intervals = quick): () => Promise<void> {
  const abort = new AbortController();
  const done = runVerifications(t.oversight, { agency: '690100000000', signal: abort.signal, intervals });
  return async () => {
    abort.abort();
    await done;
  };
}

async function ended(id: string): Promise<Awaited<ReturnType<typeof getVerification>>> {
  for (let tries = 0; tries < 600; tries++) {
    const row = await getVerification(t.oversight, anAuditor(), id);
    if (row.endedAt !== null) return row;
    await wait(50);
  }
  throw new Error('the verification did not end');
}

describe('a verification of the whole ledger', () => {
  test('is one for all who ask at once, is performed once by several processes, and its result is kept', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => startVerification(t.oversight, anAuditor())));
    assert.equal(new Set(runs.map(({ id }) => id)).size, 1);
    const stops = [runner(), runner()];
    const row = await ended(given(runs[0]).id);
    await Promise.all(stops.map((stop) => stop()));
    assert.deepEqual([row.state, row.findings], ['passed', []]);
    assert.ok(row.entries > 0 && row.leavesDone === row.leavesTotal);
    const [entry] = await t.ledger.superuser.query<{ count: number }>(
      `select count(*)::int as count from ledger.entry where record = $1 and act = 'system'`,
      [row.id],
    );
    assert.equal(entry?.count, 1, 'its end is in the ledger, once');
    const { items } = await listVerifications(t.oversight, anAuditor(), { limit: 20 });
    assert.equal(items[0]?.id, row.id);
  });

  test('that waits is stopped at once, and cannot be stopped twice', async () => {
    const { id } = await startVerification(t.oversight, anAuditor());
    assert.equal((await stopVerification(t.oversight, anAuditor(), id)).state, 'stopped');
    await assert.rejects(stopVerification(t.oversight, anAuditor(), id), {
      code: 'oversight.verification-ended',
    });
    await assert.rejects(stopVerification(t.oversight, anAuditor(), randomUUID()), {
      code: 'oversight.no-such-verification',
    });
  });

  test('whose process died is taken over by another', async () => {
    const { id } = await startVerification(t.oversight, anAuditor());
    await t.ledger.superuser.query(
      `update oversight.verification set state = 'running', runner = $2, attempts = 1,
              heartbeat_at = now() - interval '1 minute' where id = $1`,
      [id, randomUUID()],
    );
    const stop = runner();
    const row = await ended(id);
    await stop();
    assert.equal(row.state, 'passed');
  });

  test('that killed its runners again and again is given up', async () => {
    const { id } = await startVerification(t.oversight, anAuditor());
    await t.ledger.superuser.query(`update oversight.verification set attempts = 3 where id = $1`, [id]);
    const stop = runner();
    const row = await ended(id);
    await stop();
    assert.equal(row.state, 'broken');
  });

  test('finds a tampered entry and names it', async () => {
    const seq = await t.access([aCitizen()]);
    await t.ledger.superuser.transaction(async (tx) => {
      await tx.query(`alter table ledger.entry disable trigger append_only`);
      await tx.query(`update ledger.entry set organisation = '000000000000'
        where id = (select id from ledger.entry where act = 'read' order by xid desc limit 1)`);
      await tx.query(`alter table ledger.entry enable always trigger append_only`);
    });
    const { id } = await startVerification(t.oversight, anAuditor());
    const stop = runner();
    const row = await ended(id);
    await stop();
    assert.equal(row.state, 'failed');
    assert.ok(row.findings.some((finding) => finding.code === 'entry-altered' && finding.seq === seq));
  });

  test('is for auditors only', async () => {
    for (const refused of [
      () => startVerification(t.oversight, aCitizen()),
      () => listVerifications(t.oversight, aCitizen(), { limit: 1 }),
      () => getVerification(t.oversight, aCitizen(), randomUUID()),
      () => stopVerification(t.oversight, aCitizen(), randomUUID()),
    ])
      await assert.rejects(refused(), { code: 'oversight.auditors-only' });
  });
});
