/**
 * F1: kill -9 under load. Rounds in a seeded order kill a worker, the supervisor, PostgreSQL or everything, while eight
 * officers write and six read through the real API of a real node with full durability. An outside record says what was
 * acknowledged. Twins plant losses into the database; the same check must find them.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig } from '#infrastructure/config/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { budgetsReloadMs } from '#security/access/index.ts';
import { openSigners } from '#security/ledger/index.ts';
import { roleUrls } from '#operations/migrate/index.ts';
import { verifyLedger } from '#verifier/database/index.ts';
import { ledgerOrigin } from '#node/index.ts';
import { findLosses } from '../support/kill-check.ts';
import { firstPurpose, openRecorder, read, write } from '../support/kill-load.ts';
import type { Load } from '../support/kill-load.ts';
import { kill, killFolder, nodeFolder, postmasterOf } from '../support/node-process.ts';
import type { NodeFolder, NodeProcess } from '../support/node-process.ts';

type Target = 'worker' | 'supervisor' | 'database' | 'everything';
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds: Record<Target, number> = { worker: 11, supervisor: 5, database: 9, everything: 5 };
const writers = 8;
const readers = 6;
const mostLoadMs = 700; // the kill comes at a random instant within

let folder: NodeFolder;
let node: NodeProcess;
let load: Load;
let superuser: Database;
const random = generator(seed);

before(async () => {
  console.log(`kill rounds with KILL_SEED=${seed}`);
  folder = await nodeFolder();
  node = folder.start({ flags: ['--processes', '2'] });
  await node.ready();
  superuser = openDatabase({ url: folder.superuserUrl(), maxConnections: 2, applicationName: 'oracle' });
  await liftBudgets();
  await wait(budgetsReloadMs); // until then a worker may still go by the limits that it read when it started
  const registrar = await folder.signIn('registrar');
  const verifier = await folder.signIn('verificationOfficer');
  load = {
    registrar,
    verifier,
    faults: [],
    recorder: openRecorder(join(folder.dataFolder, 'acknowledged.jsonl')),
    request: await firstPurpose(registrar, 'registration'),
    visit: await firstPurpose(verifier, 'verification'),
  };
});

after(async () => {
  load?.recorder.close();
  await superuser?.close();
  await folder?.remove();
});

test('30 kills under load lose nothing that was acknowledged, and nothing leaves without its entry', async (t) => {
  const killed: Target[] = Object.entries(rounds).flatMap(([target, count]) => Array(count).fill(target));
  let before = 0;
  for (const [index, target] of shuffled(killed).entries()) {
    const readyMs = Math.round(await killUnderLoad(target));
    const record = load.recorder.read();
    const losses = await findLosses(superuser, record);
    const name = `round ${index + 1} (${target}, KILL_SEED=${seed})`;
    assert.deepEqual([...losses, ...load.faults], [], name);
    const verified = await verify();
    assert.deepEqual(verified.findings, [], name);
    assert.ok(record.length > before, `${name}: nothing was acknowledged, so nothing was shown`);
    t.diagnostic(`${name}: ${record.length - before} acknowledged, ready again after ${readyMs} ms`);
    before = record.length;
  }
});

describe('twins: the check finds what is planted', () => {
  test('an entry that is gone: what an answer before its entry would leave', async () => {
    const [one] = load.recorder.read().filter(({ act }) => act === 'read');
    await asTamperer(`delete from ledger.entry where id = $1`, [one?.receipt]);
    const losses = await findLosses(superuser, load.recorder.read());
    assert.deepEqual(losses, [`an acknowledged read has no entry ${one?.receipt}`]);
    assert.equal((await verify()).ok, false);
  });

  test('a record that is gone: what a commit that did not wait for the disk would leave', async () => {
    const one = load.recorder.read().find((line) => line.act === 'create');
    assert.ok(one?.act === 'create');
    await asTamperer(`delete from records.person where id = $1`, [one.id]);
    const losses = await findLosses(superuser, load.recorder.read());
    assert.ok(
      losses.some((loss) => loss.includes(one.id)),
      losses.join('\n'),
    );
  });

  test('a create that took effect twice, and a version without its entry', async () => {
    const record = load.recorder.read();
    const one = record.findLast((line) => line.act === 'create');
    assert.ok(one?.act === 'create');
    await asTamperer(
      `insert into records.notice (resource, record, version, act, at) values ('person', $1, 1, 'create', now())`,
      [one.id],
    );
    const losses = await findLosses(superuser, record);
    assert.ok(
      losses.some((loss) => loss.startsWith(`${one.id}: 1 people, 2 notices`)),
      losses.join('\n'),
    );
    assert.ok(losses.includes(`version 1 of ${one.id} has no entry of its transaction`), losses.join('\n'));
  });
});

/** Load, a kill at a random instant; the load goes on until the node is whole again. @returns ms until it was */
async function killUnderLoad(target: Target): Promise<number> {
  const ending = new AbortController();
  const created = load.recorder.read().flatMap((line) => (line.act === 'create' ? [line.number] : []));
  const clients = Promise.all([
    ...Array.from({ length: writers }, () => write(load, ending.signal)),
    ...Array.from({ length: readers }, () => read(load, () => created, ending.signal)),
  ]);
  try {
    await wait(100 + random() * mostLoadMs);
    const server = postmasterOf(folder.dataFolder);
    await killOne(target);
    const killedAt = performance.now();
    if (target === 'database') await anotherThan(server);
    if (target === 'supervisor' || target === 'everything') {
      await node.ended();
      node = folder.start({ flags: ['--processes', '2'] });
    }
    await node.ready();
    const tookMs = performance.now() - killedAt;
    await wait(50);
    return tookMs;
  } finally {
    ending.abort();
    await clients;
  }
}

/** What is left of a killed server may answer for another moment: it is back when there is a new one. */
async function anotherThan(server: number): Promise<void> {
  while ([0, server].includes(postmasterOf(folder.dataFolder))) await wait(20);
}

async function killOne(target: Target): Promise<void> {
  if (target === 'everything') return killFolder(folder.dataFolder);
  if (target === 'supervisor') return kill(node.child.pid ?? 0);
  if (target === 'database') return kill(postmasterOf(folder.dataFolder));
  const workers = node.workers();
  return kill(workers[Math.floor(random() * workers.length)] ?? 0);
}

function verify(): ReturnType<typeof verifyLedger> {
  const secrets = openSecrets(join(folder.dataFolder, 'secrets'));
  const keys = openSigners(secrets, ledgerOrigin(loadConfig({ env: {} }))).map((signer) => signer.key);
  return verifyLedger({ url: roleUrls(folder.superuserUrl(), secrets).reader, keys, atMs: Date.now() });
}

/** The load reads far more than any officer may; each start puts the limits of the pack back, so a trigger lifts them. */
async function liftBudgets(): Promise<void> {
  await superuser.query(
    `create function public.lift_budget() returns trigger language plpgsql as
       $$ begin new.maximum := 2000000000; return new; end $$`,
  );
  await superuser.query(
    `create trigger lift before insert or update on access.budget
       for each row execute function public.lift_budget()`,
  );
  await superuser.query('update access.budget set maximum = maximum');
}

/** What nobody but the database's superuser can do: past triggers and keys. */
async function asTamperer(statement: string, values: unknown[]): Promise<void> {
  await superuser.transaction(async (tx) => {
    for (const state of ['disable', 'enable'] as const) {
      if (state === 'enable') await tx.query(statement, values);
      await tx.query(`alter table ledger.entry ${state} trigger user`);
    }
  });
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
