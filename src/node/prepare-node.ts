import { join } from 'node:path';
import type { Config } from '#infrastructure/config/index.ts';
import { requireDurability, startPostgres } from '#infrastructure/postgres/index.ts';
import type { RunningPostgres } from '#infrastructure/postgres/index.ts';
import { randomBytes } from 'node:crypto';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { migrate, roleUrls, setUpDatabase } from '#operations/migrate/index.ts';
import type { RoleUrls } from '#operations/migrate/index.ts';
import { requireAgency } from './require-agency.ts';

const databaseName = 'minqiao';
const superuser = 'minqiao_superuser';

/** Where the data is and how to reach it; the same for every process of the node. */
export interface NodeBase {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly urls: RoleUrls;
  /** The embedded server, when this process started or adopted it. */
  readonly postgres: RunningPostgres | null;
}

/** Folder names below the data folder. */
export const folders = { postgres: 'postgres', secrets: 'secrets' } as const;

/**
 * Starts (or reaches) PostgreSQL, makes roles and schemas, refuses a server that could lose acknowledged work.
 * @throws Fault node.agency-invalid, postgres.*, migrate.*
 */
export async function prepareDatabase(config: Config, report: (step: string) => void): Promise<NodeBase> {
  requireAgency(config);
  const secrets = openSecrets(join(config.dataFolder, folders.secrets));
  const postgres = config.databaseUrl === undefined ? await startEmbedded(config) : null;
  if (postgres) report(`PostgreSQL on 127.0.0.1:${postgres.port}`);
  try {
    const adminUrl = config.databaseUrl ?? embeddedUrl(secrets, postgres?.port ?? 0, 'postgres');
    const embedded = postgres !== null;
    await checkServer(adminUrl, embedded);
    const urls = await setUpDatabase(adminUrl, secrets, embedded ? { createDatabase: databaseName } : {});
    // A role or a database can carry settings of its own, so each power is checked as it will work.
    for (const url of Object.values(urls)) await checkServer(url, embedded);
    await withOwner(urls, async (owner) => {
      const steps = await migrate(owner);
      if (steps.length > 0) report(`migrations: ${steps.length}`);
    });
    return { config, secrets, urls, postgres };
  } catch (error) {
    if (postgres && !postgres.adopted) await postgres.stop();
    throw error;
  }
}

/** What a worker process needs: the same addresses, from the same secrets; nothing is started. */
export function reachDatabase(config: Config, port: number): NodeBase {
  const secrets = openSecrets(join(config.dataFolder, folders.secrets));
  const urls =
    config.databaseUrl === undefined
      ? roleUrls(embeddedUrl(secrets, port, 'postgres'), secrets, databaseName)
      : roleUrls(config.databaseUrl, secrets);
  return { config, secrets, urls, postgres: null };
}

/** Runs `work` with the role that owns the schemas: at start and in commands, never while serving. */
export async function withOwner<T>(urls: RoleUrls, work: (owner: Database) => Promise<T>): Promise<T> {
  const owner = openDatabase({
    url: urls.owner,
    maxConnections: 2,
    applicationName: 'minqiao-owner',
    statementTimeoutMs: 0,
  });
  try {
    return await work(owner);
  } finally {
    await owner.close();
  }
}

/** Starts the node's own server, or adopts it when it runs. */
export function startEmbedded(config: Config): Promise<RunningPostgres> {
  const secrets = openSecrets(join(config.dataFolder, folders.secrets));
  return startPostgres({
    folder: join(config.dataFolder, folders.postgres),
    port: config.databasePort,
    superuser,
    password: superuserPassword(secrets),
  });
}

function embeddedUrl(secrets: Secrets, port: number, database: string): string {
  return `postgresql://${superuser}:${superuserPassword(secrets)}@127.0.0.1:${port}/${database}`;
}

function superuserPassword(secrets: Secrets): string {
  return secrets.text(`database-${superuser}`, () => randomBytes(24).toString('base64url'));
}

async function checkServer(adminUrl: string, embedded: boolean): Promise<void> {
  const admin = openDatabase({ url: adminUrl, maxConnections: 1, applicationName: 'minqiao-check' });
  try {
    await requireDurability(admin, { embedded });
  } finally {
    await admin.close();
  }
}
