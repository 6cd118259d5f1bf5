/** A PostgreSQL of the product's own kind, with full durability, set up and migrated, in a folder of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireDurability, startPostgres } from '#infrastructure/postgres/index.ts';
import { openSecrets, type Secrets } from '#infrastructure/secrets/index.ts';
import { openDatabase, type Database } from '#infrastructure/sql/index.ts';
import { migrate, setUpDatabase, type RoleName, type RoleUrls } from '#operations/migrate/index.ts';

export interface BenchDatabase {
  readonly urls: RoleUrls;
  readonly secrets: Secrets;
  /** Everything of this database and its secrets; gone after `close()`. */
  readonly folder: string;
  /** PostgreSQL's version, such as 18.4. */
  readonly version: string;
  /** Connection string of the superuser to a further, empty database: for bare prototypes. */
  readonly bareUrl: string;
  /** Opens a pool; `close()` closes it. */
  open(role: RoleName, maxConnections: number): Database;
  close(): Promise<void>;
}

const superuser = 'minqiao_superuser';

/** Starts, sets up and migrates. Fails when the server isn't durable: a fast bench on a forgetful disk says nothing. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'minqiao-bench-'));
  const secrets = openSecrets(join(folder, 'secrets'));
  const password = secrets.text('superuser', () => randomBytes(24).toString('base64url'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), port: 0, superuser, password });
  const urlOf = (database: string): string => postgres.url(superuser, password, database);
  const urls = await setUpDatabase(urlOf('postgres'), secrets, { createDatabase: 'minqiao' });
  const version = await prepare(urlOf('postgres'), urls);
  const opened: Database[] = [];
  return {
    urls,
    secrets,
    folder,
    version,
    bareUrl: urlOf('bare'),
    open(role, maxConnections) {
      const database = openDatabase({ url: urls[role], maxConnections, applicationName: `bench-${role}` });
      opened.push(database);
      return database;
    },
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepare(adminUrl: string, urls: RoleUrls): Promise<string> {
  const admin = openDatabase({ url: adminUrl, maxConnections: 1, applicationName: 'bench' });
  await requireDurability(admin, { embedded: true });
  await admin.query('create database bare');
  const [found] = await admin.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  await admin.close();
  const owner = openDatabase({ url: urls.owner, maxConnections: 1, applicationName: 'bench' });
  await migrate(owner);
  await owner.close();
  return found?.version ?? 'unknown';
}
