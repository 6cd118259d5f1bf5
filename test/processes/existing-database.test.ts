/** A node on a PostgreSQL that is there already (DATABASE_URL), and what holds in all of its workers at once. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig, projectRoot } from '#infrastructure/config/index.ts';
import { startPostgres } from '#infrastructure/postgres/index.ts';
import type { RunningPostgres } from '#infrastructure/postgres/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { policySeal, publishPolicies } from '#security/access/index.ts';
import { systemContext } from '#security/context/index.ts';
import { demoCast } from '#operations/demo/index.ts';
import { roleUrls } from '#operations/migrate/index.ts';
import { openCatalogue, prepareLedger } from '#node/index.ts';
import { firstPurpose } from '../support/kill-load.ts';
import { nodeFolder, processesOf } from '../support/node-process.ts';
import type { NodeFolder, NodeProcess } from '../support/node-process.ts';

const agency = '690100000000';
/** The oldest PostgreSQL we promise that this machine has (Debian's place), since the embedded one is the newest. */
const older = ['15', '16', '17']
  .map((version) => `/usr/lib/postgresql/${version}`)
  .find((place) => existsSync(place));
const noOlder = older === undefined && 'no PostgreSQL 15 to 17 on this machine (apt-get install postgresql)';
let serverFolder: string;
let server: RunningPostgres;
let admin: Database;
let folder: NodeFolder;
let url: string;

before(async () => {
  serverFolder = join(projectRoot, '.cache', 'test-nodes', `existing-${randomBytes(4).toString('hex')}`);
  mkdirSync(serverFolder, { recursive: true });
  server = await startPostgres({
    folder: serverFolder,
    port: 0,
    superuser: 'dba',
    password: 'only-for-tests',
    ...(older === undefined ? {} : { programs: older }),
  });
  admin = openDatabase({
    url: server.url('dba', 'only-for-tests', 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  await admin.query(`create role agency login createrole password 'only-for-tests'`);
  await admin.query(`create role powerless login password 'only-for-tests'`);
  await admin.query('create database node owner agency');
  await admin.query('create database other owner powerless');
  url = server.url('agency', 'only-for-tests', 'node');
  folder = await nodeFolder();
});
after(async () => {
  await folder.remove();
  await admin.close();
  await server.stop();
  rmSync(serverFolder, { recursive: true, force: true });
});

function start(databaseUrl: string): NodeProcess {
  return folder.start({ flags: ['--processes', '2'], env: { DATABASE_URL: databaseUrl } });
}

/** What a command prints, on the node of this file. */
function minqiao(...args: string[]): string {
  const env = { ...process.env, DATABASE_URL: url };
  const main = join(projectRoot, 'src/node/main.ts');
  const ended = spawnSync(process.execPath, [main, ...args], { cwd: projectRoot, env, encoding: 'utf8' });
  assert.equal(ended.status, 0, ended.stderr);
  return ended.stdout;
}

test('a user who may not create roles, a wrong password, a server that is not there: each says so and nothing more', async () => {
  const cases: [string, number, RegExp][] = [
    [server.url('powerless', 'only-for-tests', 'other'), 1, /powerless may not create roles.*无权创建角色/],
    [server.url('agency', 'geheim-wrong', 'node'), 3, /\[sql\.unavailable\]/],
    ['postgresql://agency:geheim@127.0.0.1:1/node', 3, /\[sql\.unavailable\]/],
    ['nonsense', 2, /databaseUrl.*not valid/],
  ];
  for (const [given, code, reason] of cases) {
    const node = start(given);
    assert.equal(await node.ended(60_000), code, node.output());
    assert.match(node.output(), reason);
    assert.doesNotMatch(node.output(), /geheim| {4}at /);
  }
});

test('a server whose user is set to lose work is refused', async () => {
  await admin.query('alter role agency set synchronous_commit = off');
  const node = start(url);
  assert.equal(await node.ended(60_000), 1);
  assert.match(node.output(), /synchronous_commit = off/);
  await admin.query('alter role agency reset synchronous_commit');
});

describe('a node on an existing server', () => {
  let node: NodeProcess;
  before(async () => {
    node = start(url);
    await node.ready();
  });
  after(async () => {
    node.child.kill('SIGTERM');
    await node.ended();
  });

  test('starts no server of its own', () => {
    assert.equal(existsSync(join(folder.dataFolder, 'postgres')), false);
    assert.doesNotMatch(node.output(), /PostgreSQL on/);
  });

  test(
    'an older PostgreSQL carries all of it: migrations, records, an import with its statistics, a sound ledger',
    { skip: noOlder },
    async () => {
      const [known] = await admin.query<{ version: string }>(
        "select current_setting('server_version') as version",
      );
      assert.match(known?.version ?? '', /^1[567]\./);
      const officer = await folder.signIn('verificationOfficer');
      const purpose = await firstPurpose(officer, 'verification');
      const by = { citizenNumber: demoCast.citizen.citizenNumber };
      const found = await officer.call('POST', '/api/v1/resources/person/search', { by, purpose });
      assert.equal(found.status, 200);
      const file = join(folder.dataFolder, 'organisations.csv');
      writeFileSync(file, minqiao('organisations', 'generate', '--rows', '40'));
      const place = ['--data-folder', folder.dataFolder];
      const imported = minqiao('organisations', 'import', file, '--skip-refused', '--json', ...place);
      assert.match(imported, /"established":[1-9]/);
      assert.match(minqiao('verify', '--json', ...place), /"ok":true/);
    },
  );

  if (older !== undefined && !older.endsWith('17'))
    test('planted: a right that came with PostgreSQL 17 is noticed there', async () => {
      const granted = admin.query('grant maintain on pg_class to agency');
      await assert.rejects(granted, /unrecognized privilege/);
    });

  test('what is counted is counted for the whole node, whichever process is asked', async () => {
    const fresh = { headers: { connection: 'close' } }; // a connection of its own: any worker answers
    const counted = async (): Promise<number> => {
      const text = await (await fetch(`${folder.url}/metrics`, fresh)).text();
      const line =
        /^minqiao_http_request_seconds_count\{route="\/healthz",method="GET",status="2xx"\} (\d+)$/m;
      return Number(line.exec(text)?.[1] ?? 0);
    };
    const before = await counted();
    for (let round = 0; round < 30; round++) await fetch(`${folder.url}/healthz`, fresh);
    // The last one is counted just after its answer.
    for (let round = 0; round < 100 && (await counted()) < before + 30; round++) await wait(20);
    for (let round = 0; round < 10; round++) assert.equal(await counted(), before + 30);
  });

  test('a policy that is published takes effect in every worker, without a restart', async () => {
    const officer = await folder.signIn('verificationOfficer');
    const purpose = await firstPurpose(officer, 'verification');
    const by = { citizenNumber: demoCast.citizen.citizenNumber };
    const statuses = async (): Promise<number[]> => {
      const found: number[] = [];
      for (let round = 0; round < 8; round++) {
        const more = { connection: 'close' }; // a connection of its own: the workers answer in turn
        const answer = await officer.call('POST', '/api/v1/resources/person/search', { by, purpose }, more);
        found.push(answer.status);
      }
      return found;
    };
    assert.deepEqual([...new Set(await statuses())], [200]);
    const everywhere = async (status: number): Promise<void> => {
      let seen: number[] = [];
      for (let round = 0; round < 100 && seen.join() !== String(status); round++) {
        if (round > 0) await wait(500); // seldom enough to stay below the officer's budget
        seen = [...new Set(await statuses())];
      }
      assert.deepEqual(seen, [status]);
    };
    await publishWithout(/verification/);
    await everywhere(403);
    await publishWithout(/none/);
    await everywhere(200);
  });

  test('the server restarts under it: it answers 503, then serves on by itself', async () => {
    const gone = `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'minqiao-%'`;
    const officer = await folder.signIn('auditor');
    await admin.query(gone);
    let status = 0;
    for (let round = 0; status !== 200 && round < 100; round++) {
      ({ status } = await officer.call('GET', '/api/v1/session'));
      assert.ok([200, 503].includes(status), `${status}`);
      await wait(20);
    }
    assert.equal(status, 200);
  });
});

test('it stops without stopping the server', async () => {
  assert.deepEqual(processesOf(folder.dataFolder), []);
  assert.ok(server.isRunning());
});

/** Publishes the shipped policies but for files of that name, from a process that is none of the node's. */
async function publishWithout(name: RegExp): Promise<void> {
  const secrets = openSecrets(join(folder.dataFolder, 'secrets'));
  const config = loadConfig({ env: {}, flags: { dataFolder: folder.dataFolder } });
  const urls = roleUrls(url, secrets);
  const app = openDatabase({ url: urls.app, maxConnections: 1, applicationName: 'test' });
  const seal = policySeal(prepareLedger({ config, secrets, urls, postgres: null }, app));
  const policies = openCatalogue(config).policies.filter(({ file }) => !name.test(file));
  const context = systemContext(agency, 'a'.repeat(32), new Date());
  await publishPolicies({ app, seal }, context, policies);
  await app.close();
}
