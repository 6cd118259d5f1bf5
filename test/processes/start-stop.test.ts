/** Starting and stopping a real node: what a person, a crash, another program or a wrong setting does to it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '#infrastructure/config/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { TestClient } from '../support/node.ts';
import {
  isReady,
  kill,
  killFolder,
  machinesNode,
  nodeFolder,
  postmasterOf,
  processesOf,
  startDatabase,
} from '../support/node-process.ts';
import type { NodeFolder, NodeProcess, StartOptions } from '../support/node-process.ts';

const two: StartOptions = { flags: ['--processes', '2'] };
/** Where it does not matter how many serve: a start of half the work. */
const one: StartOptions = { flags: ['--processes', '1'] };
const stopMs = 10_000;
/** Production is refused to the agency of the demonstration; this code is of the shape that one county's police has. */
const production: StartOptions = {
  flags: ['--profile', 'production', '--processes', '1'],
  env: {
    MINQIAO_AGENCY: '350404740000',
    MINQIAO_AGENCY_NAME_ZH: '某县公安局',
    MINQIAO_AGENCY_NAME_EN: 'Public Security Bureau of Some County',
  },
};

let folder: NodeFolder;
before(async () => {
  folder = await nodeFolder();
});
after(() => folder.remove());

/** Starts, and expects it to end by itself with that code; answers what it said. */
async function refused(at: NodeFolder, options: StartOptions = one, code = 1): Promise<string> {
  const node = at.start(options);
  assert.equal(await node.ended(60_000), code, node.output());
  return node.output();
}

async function stopped(node: NodeProcess, at: NodeFolder): Promise<void> {
  assert.equal(await node.ended(stopMs), 0, node.output());
  assert.deepEqual(processesOf(at.dataFolder), [], 'nothing is left');
  assert.equal(existsSync(join(at.dataFolder, 'node.pid')), false);
}

async function superuserRuns(at: NodeFolder, ...statements: string[]): Promise<void> {
  const server = await startDatabase(at);
  const database = openDatabase({ url: at.superuserUrl(), maxConnections: 1, applicationName: 'test' });
  for (const statement of statements) await database.query(statement);
  await database.close();
  await server.stop();
}

/** The program without pages, as who cloned it has it after the install; other tests need those of this folder. */
function freshClone(): string {
  const clone = mkdtempSync(join(projectRoot, '.cache', 'clone-'));
  const parts = [
    'architecture.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src',
    'web',
    'packs',
    'tools',
  ];
  for (const part of parts) cpSync(join(projectRoot, part), join(clone, part), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

test('a first start that is killed at any moment is taken up by the next', async () => {
  for (const afterMs of [400, 1500, 3000, 5000]) {
    const node = folder.start(one);
    await wait(afterMs);
    await killFolder(folder.dataFolder);
    await node.ended();
  }
  const node = folder.start(one);
  await node.ready(1);
  assert.equal((await fetch(`${folder.url}/demo`)).status, 200);
  node.child.kill('SIGTERM');
  await stopped(node, folder);
});

describe('a node that runs, from a fresh clone', () => {
  let node: NodeProcess;
  let clone: string;
  before(async () => {
    clone = freshClone();
    node = folder.start({ ...two, command: [process.execPath, join(clone, 'src', 'node', 'main.ts')] });
    await node.ready();
  });
  after(async () => {
    node.child.kill('SIGTERM');
    await node.ended();
    rmSync(clone, { recursive: true, force: true });
  });

  test('has built the pages that were not there; planted: without them there is no page', async () => {
    const page = async (): Promise<number> => (await fetch(`${folder.url}/demo`)).status;
    assert.match(
      node.output(),
      /Web pages: building for the first time[^]*Web pages: \d+ files[^]*is running/,
    );
    assert.equal(await page(), 200);
    rmSync(join(clone, 'dist'), { recursive: true });
    assert.equal(await page(), 404);
  });

  test('refuses a second start of its folder, naming the process, and serves on', async () => {
    const said = await refused(folder);
    assert.match(said, new RegExp(`running already \\(process ${node.child.pid}\\)`));
    assert.match(said, /已在运行/);
    assert.ok(await isReady(folder.url));
  });

  test('has as many workers as it was told, on one port', () => assert.equal(node.workers().length, 2));

  test('one worker is killed: the other serves on, and another takes its place', async () => {
    const [first] = node.workers();
    kill(first ?? 0);
    for (let round = 0; round < 20; round++) {
      // A connection that was the killed worker's is lost; whoever tries again is served.
      const served =
        (await isReady(folder.url)) || (await isReady(folder.url)) || (await isReady(folder.url));
      assert.ok(served, `round ${round}`);
    }
    for (let round = 0; node.workers().length < 2 && round < 200; round++) await wait(50);
    assert.equal(node.workers().length, 2);
    assert.ok(!node.workers().includes(first ?? 0));
  });

  test('a session made by one worker holds at the others; signed out at one, it is dead at all', async () => {
    const officer = await folder.signIn('verificationOfficer');
    for (let round = 0; round < 12; round++) assert.equal((await freshCall(officer)).status, 200);
    const out = await officer.call('DELETE', '/api/v1/session');
    assert.ok(out.status < 300, JSON.stringify(out.body));
    let dead = 0; // refusals in a row: at every worker; control 4 allows 60 s, what is remembered lasts 2
    for (let round = 0; round < 600 && dead < 12; round++) {
      dead = (await freshCall(officer)).status === 401 ? dead + 1 : 0;
      if (dead === 0) await wait(100);
    }
    assert.equal(dead, 12);
  });

  test('the embedded server is killed: the node starts it again and serves on', async () => {
    const before = postmasterOf(folder.dataFolder);
    kill(before);
    for (let round = 0; round < 600; round++) {
      const now = postmasterOf(folder.dataFolder);
      if (now !== before && now > 0 && (await isReady(folder.url))) break;
      await wait(50);
    }
    assert.notEqual(postmasterOf(folder.dataFolder), before);
    assert.ok(await isReady(folder.url));
    assert.match(node.output(), /the database ended and is started again/);
  });

  /** On a connection of its own, so that the next worker in turn answers. */
  function freshCall(client: TestClient): ReturnType<TestClient['call']> {
    return client.call('GET', '/api/v1/session', undefined, { connection: 'close' });
  }
});

describe('it stops', () => {
  test('on Ctrl-C, which reaches the whole process group, also when pressed again', async () => {
    const node = folder.start(two);
    await node.ready();
    process.kill(-(node.child.pid ?? 0), 'SIGINT');
    for (let round = 0; !node.output().includes('Stopping') && round < 500; round++) await wait(10);
    if (node.child.exitCode === null) process.kill(-(node.child.pid ?? 0), 'SIGINT');
    await stopped(node, folder);
  });

  test('on Ctrl-C while it is still starting', async () => {
    const node = folder.start(two);
    for (let round = 0; !node.output().includes('PostgreSQL on') && round < 1000; round++) await wait(20);
    process.kill(-(node.child.pid ?? 0), 'SIGINT');
    await stopped(node, folder);
  });

  test('when its launcher is killed; the launcher runs on the Node that is there', async () => {
    const launcher = [machinesNode(), join(projectRoot, 'tools', 'launch.mjs')];
    const node = folder.start({ ...two, command: launcher });
    await node.ready();
    kill(node.child.pid ?? 0);
    for (let round = 0; processesOf(folder.dataFolder).length > 0 && round < stopMs / 50; round++)
      await wait(50);
    assert.deepEqual(processesOf(folder.dataFolder), []);
  });

  test('when its launcher gets SIGINT or SIGTERM alone, and the launcher ends with its code', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const node = folder.start({
        ...one,
        command: [machinesNode(), join(projectRoot, 'tools', 'launch.mjs')],
      });
      await node.ready(1);
      node.child.kill(signal);
      await stopped(node, folder);
    }
  });
});

describe('what a crash leaves behind does not keep it from starting', () => {
  test('a server that runs on after its supervisor was killed is adopted, and stopped at the end', async () => {
    const killed = folder.start(one);
    await killed.ready(1);
    kill(killed.child.pid ?? 0);
    await killed.ended();
    const server = postmasterOf(folder.dataFolder);
    const node = folder.start(one);
    await node.ready(1);
    assert.equal(postmasterOf(folder.dataFolder), server);
    node.child.kill('SIGTERM');
    await stopped(node, folder);
  });

  test('stale pid files, also with the number of a stranger that lives', async () => {
    const stranger = spawn('sleep', ['120']);
    const server = await startDatabase(folder);
    const pidFile = join(folder.dataFolder, 'postgres', 'cluster', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8').split('\n');
    await server.stop();
    writeFileSync(pidFile, [String(stranger.pid), ...left.slice(1)].join('\n'));
    writeFileSync(join(folder.dataFolder, 'node.pid'), String(stranger.pid));
    const node = folder.start(one);
    await node.ready(1);
    node.child.kill('SIGTERM');
    await stopped(node, folder);
    assert.equal(stranger.exitCode, null, 'the stranger was left alone');
    stranger.kill();
  });
});

describe('it says why it does not start', () => {
  test('a port in use, before any work, in both languages', async () => {
    for (const port of [folder.port, folder.certificatePort]) {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      const said = await refused(folder).finally(() => server.close());
      assert.match(
        said,
        new RegExp(`Port ${port} on 127.0.0.1 is in use by another program. · 端口 ${port}`),
      );
      assert.match(said, port === folder.port ? /with --port/ : /with --certificate-port/);
      assert.doesNotMatch(said, /PostgreSQL on| {4}at /);
    }
    assert.deepEqual(processesOf(folder.dataFolder), []);
  });

  test('an address that is not of this machine', async () => {
    const said = await refused(folder, { flags: ['--host', '192.0.2.1'] });
    assert.match(said, /Listening on port \d+ of 192\.0\.2\.1 is not possible \(EADDRNOTAVAIL\)/);
  });

  test('a server that could lose acknowledged work, whichever way it was told to; and it is stopped again', async () => {
    const plants: [string, string, RegExp][] = [
      ['alter system set fsync = off', 'alter system reset fsync', /fsync = off/],
      [
        'alter system set synchronous_commit = off',
        'alter system reset synchronous_commit',
        /synchronous_commit = off/,
      ],
      [
        'alter system set full_page_writes = off',
        'alter system reset full_page_writes',
        /full_page_writes = off/,
      ],
      [
        'alter role minqiao_door set synchronous_commit = off',
        'alter role minqiao_door reset synchronous_commit',
        /synchronous_commit = off/,
      ],
      [
        'alter database minqiao set synchronous_commit = off',
        'alter database minqiao reset synchronous_commit',
        /synchronous_commit = off/,
      ],
    ];
    for (const [plant, undo, reason] of plants) {
      await superuserRuns(folder, plant);
      const said = await refused(folder);
      assert.match(said, reason, plant);
      assert.match(said, /refuses to start/);
      assert.deepEqual(processesOf(folder.dataFolder), [], plant);
      await superuserRuns(folder, undo);
    }
  });

  test('production in the name of the fictional agency, in both languages', async () => {
    const said = await refused(folder, { flags: ['--profile', 'production'] });
    assert.match(said, /agency.*fictional province 69.*机构代码：第1位起为虚构省69/s);
    assert.match(said, /Set MINQIAO_AGENCY[^]*\[node\.agency-invalid\]/);
    assert.doesNotMatch(said, /PostgreSQL on/);
  });

  test('production on a folder with the demonstration', async () => {
    const said = await refused(folder, production);
    assert.match(said, /\[(identity\.demo-identities-present|records\.fictional-present)\]/);
    assert.deepEqual(processesOf(folder.dataFolder), []);
  });
});

test('production on an empty folder serves, and has nothing of the demonstration', async () => {
  const own = await nodeFolder();
  const node = own.start(production);
  try {
    await node.ready(1);
    assert.doesNotMatch(node.output(), /demo/);
    assert.equal((await fetch(`${own.url}/api/v1/demo/sign-in`, { method: 'POST' })).status, 404);
    assert.equal((await fetch(`${own.url}/api/v1/demo/identities`)).status, 404);
    assert.equal((await fetch(`${own.url}/demo`)).status, 404);
    node.child.kill('SIGTERM');
    await stopped(node, own);
  } finally {
    await own.remove();
  }
});
