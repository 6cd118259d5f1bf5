import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { findBinaries } from './binaries.ts';
import { disownPidFile, findPostmaster, isOurs, listServerProcesses } from './postmaster.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { requireDurability } from './require-durability.ts';
import { asServerUser, serverUser } from './server-user.ts';
import { startPostgres } from './start-postgres.ts';
import type { PostgresOptions, RunningPostgres } from './start-postgres.ts';

let folder: string;
let options: PostgresOptions;
before(() => {
  folder = join(projectRoot, '.cache', 'test-nodes', `postgres-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  const small = { shared_buffers: '16MB', max_connections: '10' };
  options = { folder, port: 0, superuser: 'boss', password: 'only-for-tests', settings: small };
});
after(async () => {
  const left = findPostmaster(join(folder, 'cluster'));
  if (left && isOurs(left.pid, join(folder, 'cluster'))) process.kill(left.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const cluster = (): string => join(folder, 'cluster');

async function durabilityOf(server: RunningPostgres, { embedded } = { embedded: true }): Promise<string> {
  const url = server.url('boss', 'only-for-tests', 'postgres');
  const database = openDatabase({ url, maxConnections: 1, applicationName: 'test' });
  try {
    await requireDurability(database, { embedded });
    return 'safe';
  } catch (error) {
    assert.ok(error instanceof Fault);
    return `${error.code} ${error.params['setting']}`;
  } finally {
    await database.close();
  }
}

test('a new cluster has every safeguard on; a set-up that was cut off before is begun anew', async () => {
  mkdirSync(join(folder, 'cluster.new'), { recursive: true });
  writeFileSync(join(folder, 'cluster.new', 'PG_VERSION'), '18\n'); // what a killed initdb leaves first
  const server = await startPostgres(options);
  assert.equal(await durabilityOf(server), 'safe');
  assert.equal(server.adopted, false);
  assert.ok(server.isRunning());
  assert.equal(existsSync(join(folder, 'initdb-password')), false, 'no password is left on disk');
  await server.stop();
  assert.equal(server.isRunning(), false);
});

test('planted: each safeguard that is off is refused by name', async () => {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const server = await startPostgres({ ...options, settings: { ...options.settings, [setting]: 'off' } });
    assert.equal(await durabilityOf(server), `postgres.unsafe-setting ${setting}`);
    await server.stop();
  }
});

test('planted: a cluster without checksums is refused when it is our own, and is an agency’s choice elsewhere', async () => {
  const own = join(folder, 'unchecked');
  mkdirSync(own);
  const user = serverUser([own]);
  const { initdb } = reachableBinaries(findBinaries(), user);
  const password = join(own, 'password');
  writeFileSync(password, options.password);
  mkdirSync(join(own, 'cluster'), { mode: 0o700 });
  for (const path of [password, join(own, 'cluster')]) chownSync(path, user.uid ?? -1, user.gid ?? -1);
  const named = ['-D', join(own, 'cluster'), '-U', 'boss', `--pwfile=${password}`];
  const command = asServerUser(user, initdb, [...named, '--auth=scram-sha-256', '--no-data-checksums']);
  assert.equal(spawnSync(command.file, command.args, { ...command.options, stdio: 'ignore' }).status, 0);
  const server = await startPostgres({ ...options, folder: own });
  try {
    assert.equal(await durabilityOf(server), 'postgres.unsafe-setting data_checksums');
    assert.equal(await durabilityOf(server, { embedded: false }), 'safe');
  } finally {
    await server.stop();
  }
});

test('a server older than 15 is refused; planted: the same server as 15 is taken', async () => {
  const server = (version: string, number: string) => ({
    query: async <Row>() =>
      [
        {
          fsync: 'on',
          synchronous_commit: 'on',
          full_page_writes: 'on',
          data_checksums: 'off',
          version_number: number,
          version,
        },
      ] as Row[],
  });
  await assert.rejects(
    requireDurability(server('14.13', '140013'), { embedded: false }),
    (error) => error instanceof Fault && error.code === 'postgres.too-old' && /14\.13/.test(error.text('zh')),
  );
  await requireDurability(server('15.0', '150000'), { embedded: false });
});

test('a server that runs is adopted, also through another name of the folder, and stopped by whoever adopted it', async () => {
  const first = await startPostgres(options);
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  const second = await startPostgres({ ...options, folder: link });
  assert.deepEqual([second.adopted, second.pid, second.port], [true, first.pid, first.port]);
  await second.stop();
  rmSync(link);
  assert.equal(first.isRunning(), false);
});

test('kill -9 of the server: the next start waits for its orphans, keeps their file, recovers, and is ready', async () => {
  const first = await startPostgres(options);
  const database = openDatabase({
    url: first.url('boss', 'only-for-tests', 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  await database.query('create table if not exists kept (id int)');
  await database.query('insert into kept values (1)');
  process.kill(first.pid, 'SIGKILL');
  assert.ok(existsSync(join(cluster(), 'postmaster.pid')));
  const second = await startPostgres(options);
  assert.notEqual(second.pid, first.pid);
  const again = openDatabase({
    url: second.url('boss', 'only-for-tests', 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  assert.equal((await again.query('select id from kept')).length, 1);
  await again.close();
  await database.close();
  await second.stop();
  assert.deepEqual(listServerProcesses(cluster()), []);
});

test('the pid of a stranger is disowned without touching what PostgreSQL needs to see orphans', async () => {
  const server = await startPostgres(options);
  const left = readFileSync(join(cluster(), 'postmaster.pid'), 'utf8');
  await server.stop();
  const stranger = spawn('sleep', ['60']);
  writeFileSync(join(cluster(), 'postmaster.pid'), left.replace(/^\d+/, String(stranger.pid)));
  assert.equal(isOurs(stranger.pid ?? 0, cluster()), false);
  disownPidFile(cluster());
  const after = readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n');
  assert.deepEqual(after, [String(process.pid), ...left.split('\n').slice(1)]);
  const again = await startPostgres(options);
  assert.equal(stranger.exitCode, null);
  stranger.kill();
  await again.stop();
});

test('a damaged or empty pid file is nobody’s', () => {
  for (const text of ['', 'x\n', '-5\n', '0\n1\n2\n3\n', '99999999\n']) {
    writeFileSync(join(cluster(), 'postmaster.pid'), text);
    const found = findPostmaster(cluster());
    assert.ok(found === undefined || !isOurs(found.pid, cluster()), text);
  }
  rmSync(join(cluster(), 'postmaster.pid'));
});

test('a cluster that does not start says why, with the end of its log', async () => {
  const version = join(cluster(), 'PG_VERSION');
  renameSync(version, `${version}.kept`);
  writeFileSync(version, '9.6\n');
  await assert.rejects(startPostgres(options), (error) => {
    assert.ok(error instanceof Fault);
    assert.equal(error.code, 'postgres.did-not-start');
    assert.match(error.text('en'), /incompatible|version/i);
    return true;
  });
  renameSync(`${version}.kept`, version);
});

test('the server listens on this machine alone, works in its own folder, and logs no statement', async () => {
  const server = await startPostgres(options);
  assert.equal(readlinkSync(`/proc/${server.pid}/cwd`), cluster());
  const database = openDatabase({
    url: server.url('boss', 'only-for-tests', 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  const [row] = await database.query(
    `select current_setting('listen_addresses') as at, current_setting('unix_socket_directories') as sockets`,
  );
  assert.deepEqual(row, { at: '127.0.0.1', sockets: '' });
  await assert.rejects(database.query(`select $1::int`, ['geheim']));
  await database.close();
  await server.stop();
  assert.doesNotMatch(readFileSync(join(folder, 'postgres.log'), 'utf8'), /\$1::int|geheim/);
  assert.ok(readdirSync(folder).every((name) => !name.includes('password')));
});
