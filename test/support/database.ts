import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '#infrastructure/config/index.ts';
import { startPostgres } from '#infrastructure/postgres/index.ts';
import type { RunningPostgres } from '#infrastructure/postgres/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { listMigrations, migrate, roleUrls, setUpDatabase } from '#operations/migrate/index.ts';
import type { RoleName, RoleUrls } from '#operations/migrate/index.ts';

const folder = join(projectRoot, '.cache', 'test-postgres');
const superuser = 'minqiao_superuser';
const password = 'only-for-tests';
const filledPrefix = 'filled_';

/** A database of its own for one test file: migrated, empty, dropped by `drop()`. */
export interface TestDatabase {
  readonly urls: RoleUrls;
  /** Connection string of the superuser: to tamper, to look. */
  readonly superuserUrl: string;
  readonly secrets: Secrets;
  readonly name: string;
  /** Opens a pool as that role; closed by `drop()`. */
  open(role: RoleName | 'superuser', maxConnections?: number): Database;
  drop(): Promise<void>;
}

/** The shared server of a test run: durability off, because unit tests restart from nothing anyway. */
export async function testServer(): Promise<RunningPostgres> {
  return exclusively('start', () =>
    startPostgres({
      folder,
      port: 0,
      superuser,
      password,
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '300',
        shared_buffers: '256MB',
      },
    }),
  );
}

/** Clones the migrated template (made once per set of migrations), or that of `filledTemplate`, into a new database. */
export async function testDatabase(filled?: string): Promise<TestDatabase> {
  const server = await testServer();
  const secrets = openSecrets(join(folder, 'secrets'));
  const template = filled ?? (await exclusively('template', () => makeTemplate(server, secrets)));
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({
    url: server.url(superuser, password, 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  await exclusively('template', () => admin.query(`create database ${name} template ${template}`));
  await admin.query(`grant create, temporary on database ${name} to minqiao_owner`); // a clone has no grants of its own
  const superuserUrl = server.url(superuser, password, name);
  const urls = roleUrls(superuserUrl, secrets);
  const opened: Database[] = [];
  return {
    urls,
    superuserUrl,
    secrets: openSecrets(join(folder, 'secrets', name)),
    name,
    open(role, maxConnections = 4) {
      const url = role === 'superuser' ? superuserUrl : urls[role];
      const database = openDatabase({
        url,
        maxConnections,
        applicationName: `test-${role}`,
        statementTimeoutMs: 60_000,
      });
      opened.push(database);
      return database;
    },
    async drop() {
      await Promise.all(opened.map((database) => database.close()));
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.close();
      rmSync(join(folder, 'secrets', name), { recursive: true, force: true });
    },
  };
}

/**
 * The name of a template for `testDatabase` with what `fill` puts into a new database: done once by the first of a run's
 * files that asks, whatever its sources were when another run filled one. `fill` leaves no connection open.
 */
export async function filledTemplate(
  run: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<string> {
  const name = `${filledPrefix}${run}`;
  await exclusively('filled', async () => {
    const server = await testServer();
    const admin = openDatabase({
      url: server.url(superuser, password, 'postgres'),
      maxConnections: 1,
      applicationName: 'test',
    });
    const there = await admin.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1)`,
      [filledPrefix],
    );
    if (!there.some((one) => one.name === name)) {
      for (const one of there) await admin.query(`drop database ${one.name} with (force)`);
      const draft = await testDatabase();
      await fill(draft);
      await admin.query(`alter database ${draft.name} rename to ${name}`);
      await draft.drop();
    }
    await admin.close();
  });
  return name;
}

/** Stops the shared server at the end of a run (tools/test.ts calls it). */
export async function stopTestServer(): Promise<void> {
  if (existsSync(join(folder, 'cluster', 'postmaster.pid'))) await (await testServer()).stop();
}

async function makeTemplate(server: RunningPostgres, secrets: Secrets): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(listMigrations())).digest('hex').slice(0, 16);
  const name = `template_${digest}`;
  const adminUrl = server.url(superuser, password, 'postgres');
  const admin = openDatabase({ url: adminUrl, maxConnections: 1, applicationName: 'test' });
  try {
    const found = await admin.query(`select 1 as found from pg_database where datname = $1`, [name]);
    if (found.length > 0) return name;
    const draft = `${name}_draft`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    const urls = await setUpDatabase(adminUrl, secrets, { createDatabase: draft });
    const owner = openDatabase({ url: urls.owner, maxConnections: 1, applicationName: 'test' });
    await migrate(owner);
    await owner.close();
    await admin.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await admin.close();
  }
}

/** Test files run in several processes: a lock file lets one at a time do `work`. A dead holder's lock is taken over. */
async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  while (!tryLock(path)) await wait(20);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    const holder = existsSync(path) ? Number(readFileSync(path, 'utf8') || '0') : 0;
    if (holder > 0 && !existsSync(`/proc/${holder}`)) rmSync(path, { force: true });
    return false;
  }
}
