import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createLogger, renderMetrics } from '#infrastructure/telemetry/index.ts';
import { runSequencer } from '#security/ledger/index.ts';
import type { SequencerReport } from '#security/ledger/index.ts';
import { testDatabase } from '../../test/support/database.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { testNode } from '../../test/support/node.ts';
import { nodeJobs, startPeriodicJobs } from './periodic-jobs.ts';
import type { PeriodicJob } from './periodic-jobs.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

const logger = createLogger({ logLevel: 'silent' });
const lookMs = 20;

function runner(jobs: readonly PeriodicJob[]): { stop(): Promise<void> } {
  return startPeriodicJobs({ url: database.urls.app, jobs, logger, lookMs });
}

async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds() && round < 500; round++) await wait(20);
  assert.ok(holds());
}

test('of several processes one leads; when it ends, another follows; what each does for itself goes on in all', async () => {
  const led: number[] = [];
  const own = [0, 0, 0];
  const running = [0, 1, 2].map((process) =>
    runner([
      { name: 'led', everyMs: 1, where: 'leader', run: async () => void led.push(process) },
      {
        name: 'own',
        everyMs: 1,
        where: 'each',
        run: async () => void (own[process] = (own[process] ?? 0) + 1),
      },
    ]),
  );
  await until(() => led.length > 5 && own.every((count) => count > 5));
  assert.equal(new Set(led).size, 1, 'one leads');
  const first = led[0] ?? 0;
  await running[first]?.stop();
  const before = led.length;
  await until(() => led.length > before + 2);
  assert.equal(new Set(led.slice(before)).size, 1);
  assert.ok(!led.slice(before).includes(first));
  await Promise.all(running.filter((_one, process) => process !== first).map((one) => one.stop()));
});

test('a job that fails is an alarm, is tried again when due, and keeps no other from running', async () => {
  let failures = 0;
  let others = 0;
  const fail = async (): Promise<void> => {
    failures++;
    throw new Error('planted');
  };
  const running = runner([
    { name: 'failing', everyMs: 1, where: 'each', run: fail },
    { name: 'other', everyMs: 1, where: 'each', run: async () => void others++ },
  ]);
  await until(() => failures > 2 && others > 2);
  await running.stop();
  assert.match((await renderMetrics()).body, /minqiao_alarms_total\{kind="job-failing"\} \d/);
});

test('a job runs at once and then not before its time', async () => {
  let runs = 0;
  const running = runner([
    { name: 'hourly', everyMs: 3_600_000, where: 'each', run: async () => void runs++ },
  ]);
  await until(() => runs === 1);
  await wait(10 * lookMs);
  await running.stop();
  assert.equal(runs, 1);
});

test('a job that is due later for the first time does not run at once', async () => {
  let later = 0;
  let others = 0;
  const running = runner([
    { name: 'later', everyMs: 1, firstAfterMs: 3_600_000, where: 'each', run: async () => void later++ },
    { name: 'other', everyMs: 1, where: 'each', run: async () => void others++ },
  ]);
  await until(() => others > 5);
  await running.stop();
  assert.equal(later, 0);
});

test('control 31: the ledger is verified by itself so often that an alteration is an alarm within ten minutes', async () => {
  const node = await testNode();
  const superuser = node.database.open('superuser');
  const alarms = async (): Promise<number> =>
    Number(
      /^minqiao_alarms_total\{kind="ledger-altered"\} (\d+)$/m.exec((await renderMetrics()).body)?.[1] ?? 0,
    );
  try {
    const job = nodeJobs(node.services, logger).find(({ name }) => name === 'verify-ledger');
    assert.ok(job && job.where === 'leader');
    assert.ok(job.everyMs + (job.firstAfterMs ?? 0) <= 10 * 60_000);
    const verified = async (): Promise<void> => {
      await job.run(new Date());
      for (let round = 0, open = 1; open > 0 && round < 1_000; round++) {
        await wait(20);
        open = (await superuser.query(`select 1 from oversight.verification where ended_at is null`)).length;
      }
    };
    await verified();
    assert.equal(await alarms(), 0);
    await superuser.transaction(async (tx) => {
      await tx.query(`alter table ledger.entry disable trigger append_only`);
      await tx.query(
        `update ledger.entry set actor = 'x' where id = (select id from ledger.entry order by at limit 1)`,
      );
      await tx.query(`alter table ledger.entry enable always trigger append_only`);
    });
    await verified();
    assert.equal(await alarms(), 1);
  } finally {
    await node.stop();
  }
});

test('leading the jobs and leading the ledger are two things: who has one does not keep the other', async () => {
  let led = false;
  const running = runner([{ name: 'led', everyMs: 1, where: 'leader', run: async () => void (led = true) }]);
  await until(() => led);
  const ending = new AbortController();
  const reports: SequencerReport[] = [];
  const leads = `select count(distinct classid)::int as count from pg_locks where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())`;
  const sequencing = runSequencer({
    url: database.urls.ledger,
    origin: 'minqiao.test/690100000000',
    signers: [],
    signal: ending.signal,
    report: (event) => void reports.push(event),
  });
  const superuser = database.open('superuser');
  let locks = 0;
  for (let round = 0; locks < 2 && round < 200; round++) {
    await wait(20);
    locks = (await superuser.query<{ count: number }>(leads))[0]?.count ?? 0;
  }
  ending.abort();
  await sequencing;
  await running.stop();
  assert.equal(locks, 2);
});

test('a node tells the age of its checkpoint and what waits; its own jobs run on its own data', async () => {
  const node = await testNode();
  try {
    const at = new Date();
    for (const job of nodeJobs(node.services, logger)) await job.run(at);
    const { body } = await renderMetrics();
    const age = Number(/^minqiao_ledger_checkpoint_age_seconds (\S+)$/m.exec(body)?.[1]);
    assert.ok(age >= 0 && age < 60, `${age}`);
    const late = nodeJobs(node.services, logger).find(({ name }) => name === 'ledger-health');
    await late?.run(new Date(at.getTime() + 600_000));
    const after = (await renderMetrics()).body;
    assert.match(after, /minqiao_alarms_total\{kind="checkpoint-late"\} 1/);
    assert.ok(Number(/^minqiao_ledger_checkpoint_age_seconds (\S+)$/m.exec(after)?.[1]) > 500);
  } finally {
    await node.stop();
  }
});
