/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { nowMs } from '#infrastructure/clock/index.ts';
import type { Fault } from '#infrastructure/faults/index.ts';
import { closedKeys, openKeys } from '#standards/ledger/index.ts';
import { verifyLedger } from '#verifier/database/index.ts';
import { quick, readEntry, testLedger } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import { composeEntry } from './compose-entry.ts';
import type { EntryRow } from './compose-entry.ts';
import { appendEntries, awaitCheckpoint, ledger, subjectTag } from './index.ts';
import type { SequencerReport } from './index.ts';
import { sequenceRound } from './sequence-entries.ts';
import { copySpans, insertEntries, selectPosition } from './sql.ts';

let l: TestLedger;
before(async () => {
  l = await testLedger();
});
after(() => l.drop());

const append = (count: number): Promise<string> =>
  l.app.transaction(async (tx) => {
    const rows = Array.from({ length: count }, (_, at) => readEntry([subjectTag(`s${at % 20}`)]));
    return (await appendEntries(tx, rows)).at(-1)!.id;
  });

async function assertWhole(): Promise<void> {
  await wait(100);
  const { findings, entries } = await verifyLedger({ url: l.test.urls.reader, keys: l.keys, atMs: nowMs() });
  assert.deepEqual(findings, []);
  const [row] = await l.reader.query<{ placed: string }>(
    `select coalesce(sum(count), 0) as placed from ledger.span`,
  );
  assert.equal(Number(row!.placed), entries, 'every entry has a place, none has two');
}

test('two sequencers at once, and a third that takes over, give every entry one place', async () => {
  const failures: SequencerReport[] = [];
  const report = (event: SequencerReport): void => void (event.kind === 'failure' && failures.push(event));
  const first = l.sequence({ report });
  l.sequence({ report });
  for (let batch = 0; batch < 20; batch++) await append(1 + (batch % 3) * 40);
  await first(); // the leader stops, the other takes over
  const third = l.sequence({ report });
  const id = await append(50);
  await awaitCheckpoint(l.reader, id, patienceMs);
  await third();
  assert.deepEqual(failures, []);
  await l.stop();
  await assertWhole();
});

/** A machine that does much else, and tests on the same server whose open transactions hold ours back. */
const patienceMs = 60_000;

async function until(holds: () => boolean): Promise<void> {
  const last = nowMs() + patienceMs;
  while (!holds() && nowMs() < last) await wait(20);
}

/** Other tests share the server: an older transaction of theirs holds ours back until it ends. */
async function untilSettled(): Promise<void> {
  const waiting = `select count(*)::int as count from ledger.entry where xid >= pg_snapshot_xmin(pg_current_snapshot())`;
  for (let tries = 0; tries < patienceMs / 100; tries++) {
    const [row] = await l.reader.query<{ count: number }>(waiting);
    if (row!.count === 0) return;
    await wait(100);
  }
}

test('a predecessor whose transaction is still open holds the next one back, which then goes on after it', async () => {
  await append(30);
  await untilSettled();
  const role = l.test.open('ledger', 2);
  let secondDone = false;
  let second: Promise<unknown> = Promise.resolve();
  await role.transaction(async (tx) => {
    const round = await sequenceRound(tx, undefined, nowMs(), quick);
    assert.equal(round.entries, 30);
    second = role
      .transaction((other) => sequenceRound(other, undefined, nowMs(), quick))
      .then((result) => {
        secondDone = true;
        return assert.equal(result.entries, 0, 'what the first placed is not placed again');
      });
    await wait(300);
    assert.equal(secondDone, false, 'the fence holds while the first may still commit');
  });
  await second;
  l.sequence();
  await awaitCheckpoint(l.reader, await append(1), patienceMs);
  await l.stop();
  await assertWhole();
});

test('without the fence two rounds from the same position collide, and the key refuses the second (planted bug)', async () => {
  await append(5);
  const role = l.test.open('ledger', 2);
  const { size } = await selectPosition(role);
  const span = [{ firstSeq: size, keys: Buffer.alloc(16, 255), leaves: Buffer.alloc(32) }];
  const unfenced = role.transaction(async (tx) => {
    await copySpans(tx, span);
    const other = role.transaction((second) => copySpans(second, span));
    other.catch(() => undefined);
    await wait(200);
    return { other };
  });
  await assert.rejects((await unfenced).other, /span_pkey|span_last/);
  await l.superuser.query(`alter table ledger.span disable trigger append_only`);
  await l.superuser.query(`delete from ledger.span where first_seq = ${size}`);
  await l.superuser.query(`alter table ledger.span enable always trigger append_only`);
});

test('sequencers killed at random instants, 6 times under load, leave a ledger without gap or double', async () => {
  const program = join(import.meta.dirname, '../../../test/support/sequencer-process.ts');
  const going = new AbortController();
  const load = (async () => {
    while (!going.signal.aborted) await append(1 + Math.floor(Math.random() * 60));
  })();
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [program, l.test.urls.ledger, l.test.secrets.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await wait(Math.random() * 60);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  going.abort();
  await load;
  l.sequence();
  await awaitCheckpoint(l.reader, await append(1), patienceMs);
  await l.stop();
  await assertWhole();
}); // prettier-ignore

test('entries of a transaction that commits late come after those already placed, and are not lost', async () => {
  l.sequence();
  let lateId = '';
  let early = Promise.resolve('');
  await l.app.transaction(async (tx) => {
    lateId = (await appendEntries(tx, [readEntry()]))[0]!.id;
    early = append(10);
    await early;
    await wait(100);
  });
  const late = await awaitCheckpoint(l.reader, lateId, patienceMs);
  const other = await awaitCheckpoint(l.reader, await early, patienceMs);
  assert.ok(
    late.entry.seq !== null && other.entry.seq !== null && late.entry.seq < other.entry.seq,
    'order is by transaction',
  );
  await l.stop();
  await assertWhole();
});

test('a signer that fails is reported, and nothing unsigned passes for signed', async () => {
  const reports: SequencerReport[] = [];
  const broken = { key: l.keys[0]!, sign: () => { throw new Error('no key store'); }, verify: () => false }; // prettier-ignore
  l.sequence({ signers: [broken], report: (event) => reports.push(event) });
  const id = await append(3);
  const told = (): boolean =>
    reports.some(({ kind, error }) => kind === 'failure' && (error as Error).message === 'no key store');
  await until(told);
  await assert.rejects(awaitCheckpoint(l.reader, id, 1_000));
  await l.stop();
  assert.ok(told());
  l.sequence();
  await awaitCheckpoint(l.reader, id, patienceMs);
  await l.stop();
  await assertWhole();
});

test('an idle ledger still adds a signed index leaf at each heartbeat', async () => {
  const sizes = new Set<number>();
  const intervals = { ...quick, heartbeatMs: 50 };
  l.sequence({ intervals, report: ({ kind, size }) => kind === 'checkpoint' && sizes.add(size!) });
  await until(() => sizes.size >= 2);
  await l.stop();
  assert.ok(sizes.size >= 2, `${sizes.size} checkpoints`);
  await assertWhole();
});

test('a sequencer that starts on an altered order refuses to place or sign anything more', async () => {
  l.sequence();
  let size = 0;
  while (size % 256 < 40) {
    // so that the last span lies in the tile that is not full: of full tiles the sequencer reads the root alone
    const covered = await awaitCheckpoint(l.reader, await append(20), patienceMs);
    size = covered.entry.seq ?? 0;
  }
  await l.stop();
  const touched = `first_seq = (select max(first_seq) from ledger.span)`;
  const alter = (leaves: string): Promise<unknown> =>
    l.superuser.query(`update ledger.span set leaves = ${leaves} where ${touched}`);
  await l.superuser.query(`alter table ledger.span disable trigger append_only`);
  await alter('set_byte(leaves, 0, get_byte(leaves, 0) # 1)');
  const reports: SequencerReport[] = [];
  l.sequence({ report: (event) => reports.push(event) });
  await append(1);
  await until(() => reports.length > 0);
  await l.stop();
  assert.ok(reports.length > 0);
  for (const { kind, error } of reports)
    assert.deepEqual([kind, (error as Fault).code], ['failure', 'ledger.state-differs']);
  await alter('set_byte(leaves, 0, get_byte(leaves, 0) # 1)');
  await l.superuser.query(`alter table ledger.span enable always trigger append_only`);
  l.sequence();
  await awaitCheckpoint(l.reader, await append(1), patienceMs);
  await l.stop();
  await assertWhole();
});

test('a writer whose leaf skips any one column is found by the verifier (planted bug, column by column)', async () => {
  const columns = [...openKeys, ...closedKeys].filter((key) => !['salt', 'subjects', 'sealedUntil', 'id', 'at'].includes(key));
  const rows = columns.map((key): EntryRow => {
    const input = readEntry([subjectTag('x')], { reason: 'a', bytes: 1, durationMs: 2, seal: { until: new Date(0), approver: 'b' } });
    const row = composeEntry(input, '690100000000', nowMs());
    const open = row.open as unknown as Record<string, unknown>;
    const part = key in open ? open : (row.closed as unknown as Record<string, unknown>);
    const value = part[key];
    part[key] = typeof value === 'number' ? value + 1 : Array.isArray(value) ? [...value, 'x'] : `${String(value)}x`;
    return row; // the leaf was made before the value was set: as if it had skipped the column
  });
  await l.app.transaction((tx) => insertEntries(tx, rows));
  l.sequence();
  await awaitCheckpoint(l.reader, (await ledger.append(readEntry())).id, patienceMs);
  await l.stop();
  const { findings } = await verifyLedger({ url: l.test.urls.reader, keys: l.keys, atMs: nowMs() });
  const found = new Set(findings.filter(({ code }) => code === 'entry-altered').map(({ id }) => id));
  assert.deepEqual(found, new Set(rows.map(({ id }) => id)));
}); // prettier-ignore
