import { randomBytes } from 'node:crypto';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { createDatabase, createRole, databaseExists, grantConnect, limitDatabase } from './sql.ts';

/** One login role per power (design/architecture.md, idea 3): the database itself keeps the door the only door. */
export const roleNames = {
  /** Owns and migrates; used at start only. */
  owner: 'minqiao_owner',
  /** Applications, identity, access, catalogue; may append to the ledger; sees no record. */
  app: 'minqiao_app',
  /** The door: records, and appending to the ledger. */
  door: 'minqiao_door',
  /** The sequencer: reads entries, appends order, tiles and checkpoints. */
  ledger: 'minqiao_ledger',
  /** Auditor and verifier: reads the ledger. */
  reader: 'minqiao_reader',
} as const;

export type RoleName = keyof typeof roleNames;
export type RoleUrls = Readonly<Record<RoleName, string>>;

/**
 * Makes the roles (with random passwords kept as secrets) and, when asked, the database; safe to repeat.
 * `adminUrl` is the embedded server's superuser or the user of DATABASE_URL.
 */
export async function setUpDatabase(
  adminUrl: string,
  secrets: Secrets,
  options: { createDatabase?: string } = {},
): Promise<RoleUrls> {
  const admin = openDatabase({ url: adminUrl, maxConnections: 1, applicationName: 'minqiao-setup' });
  try {
    const name = options.createDatabase ?? new URL(adminUrl).pathname.slice(1);
    if (options.createDatabase && !(await databaseExists(admin, name))) await createDatabase(admin, name);
    for (const role of Object.values(roleNames)) await createRole(admin, role, passwordOf(secrets, role));
    await limit(adminUrl, name);
  } catch (error) {
    if ((error as { code?: unknown }).code === '42501') {
      throw fault('no-right', { user: new URL(adminUrl).username }, { cause: error });
    }
    throw error;
  } finally {
    await admin.close();
  }
  return roleUrls(adminUrl, secrets, options.createDatabase);
}

async function limit(adminUrl: string, name: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const inside = openDatabase({ url: url.href, maxConnections: 1, applicationName: 'minqiao-setup' });
  try {
    await limitDatabase(inside, name, roleNames.owner);
    for (const role of Object.values(roleNames)) await grantConnect(inside, name, role);
  } finally {
    await inside.close();
  }
}

/** The connection string of each role, from the address of `adminUrl`. */
export function roleUrls(adminUrl: string, secrets: Secrets, database?: string): RoleUrls {
  const entries = Object.entries(roleNames).map(([key, role]) => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = passwordOf(secrets, role);
    if (database) url.pathname = `/${database}`;
    return [key, url.href];
  });
  return Object.fromEntries(entries) as RoleUrls;
}

function passwordOf(secrets: Secrets, role: string): string {
  return secrets.text(`database-${role}`, () => randomBytes(24).toString('base64url'));
}
