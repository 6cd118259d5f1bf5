import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aCitizen, anAuditor, given, testOversight } from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import { testAgency } from '../../../test/support/ledger.ts';
import { runVerifications } from './run-verifications.ts';
import { scheduleVerification } from './schedule-verification.ts';
import type { RunEnd as VerificationEnd } from './verification-sql.ts';
import { getVerification, listVerifications, startVerification, stopVerification } from './verifications.ts';

let t: TestOversight;
before(async () => {
  t = await testOversight();
  await t.access([aCitizen()]);
});
after(() => t.drop());

const quick = { pollMs: 20, heartbeatMs: 20, silentMs: 500 };

/** A process that takes verifications, until the returned function is called. */
function runner(
  intervals = quick,
  heard: (end: VerificationEnd) => void = () => undefined,
): () => Promise<void> {
  const abort = new AbortController();
  const done = runVerifications(t.oversight, {
    agency: testAgency,
    signal: abort.signal,
    intervals,
    ended: heard,
  });
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

  test('control 31: by itself, on schedule, finds what a superuser changed in an old entry, and raises the alarm', async () => {
    const ends: VerificationEnd[] = [];
    const at = new Date();
    assert.equal(await scheduleVerification(t.oversight, testAgency, at), 'scheduled');
    assert.equal(await scheduleVerification(t.oversight, testAgency, at), 'running', 'one at a time');
    const { items } = await listVerifications(t.oversight, anAuditor(), { limit: 1 });
    assert.equal(items[0]?.requestedByName, null, 'asked for by nobody');
    const stop = runner(quick, (end) => ends.push(end));
    const row = await ended(given(items[0]).id);
    await stop();
    assert.equal(row.state, 'failed', 'the entry that the test before altered');
    assert.deepEqual(
      ends.map(({ state }) => state),
      ['failed'],
    );
    const [count] = await t.ledger.superuser.query<{ count: number }>(
      `select count(*)::int as count from ledger.entry where record = $1 and act = 'system'`,
      [row.id],
    );
    assert.equal(count?.count, 2, 'its begin and its end are in the ledger');
  });

  test('planted bug: without the schedule nobody looks, and no alarm is raised', async () => {
    const ends: VerificationEnd[] = [];
    const stop = runner(quick, (end) => ends.push(end));
    for (let rounds = 0; rounds < 10; rounds++) await wait(quick.pollMs);
    await stop();
    assert.deepEqual(ends, []);
  });

  test('that does not end in ten minutes is late; what was sound long ago is forgotten', async () => {
    const at = new Date();
    const minutes = (count: number): Date => new Date(at.getTime() + count * 60_000);
    await t.ledger.superuser.query(
      `delete from oversight.verification where state in ('waiting', 'running')`,
    );
    assert.equal(await scheduleVerification(t.oversight, testAgency, at), 'scheduled');
    assert.equal(await scheduleVerification(t.oversight, testAgency, minutes(9)), 'running');
    assert.equal(await scheduleVerification(t.oversight, testAgency, minutes(11)), 'late');
    await t.ledger.superuser.query(
      `update oversight.verification set state = 'passed' where state = 'waiting'`,
    );
    const sound = async (): Promise<number> =>
      (
        await t.ledger.superuser.query(
          `select 1 from oversight.verification where state = 'passed' and requested_at = $1`,
          [at],
        )
      ).length;
    await scheduleVerification(t.oversight, testAgency, minutes(29 * 1440));
    assert.equal(await sound(), 1);
    await scheduleVerification(t.oversight, testAgency, minutes(31 * 1440));
    assert.equal(await sound(), 0);
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
