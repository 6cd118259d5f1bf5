import type { Config } from '#infrastructure/config/index.ts';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Certificates } from '#security/certificates/index.ts';
import { upsertRoles } from './accounts/sql.ts';
import type { FindUnit } from './accounts/units.ts';
import { fault } from './errors.ts';
import { openIdentityKeys } from './keys.ts';
import type { IdentityKeys } from './keys.ts';
import { readRoles } from './roles.ts';
import type { RoleBook } from './roles.ts';
import { openSessionCache } from './sessions/session-cache.ts';
import type { SessionCache } from './sessions/session-cache.ts';

export type IdentityConfig = Pick<
  Config,
  | 'profile'
  | 'agency'
  | 'agencyNameZh'
  | 'agencyNameEn'
  | 'host'
  | 'port'
  | 'publicUrl'
  | 'idleLockMs'
  | 'sessionMs'
>;

/** What every use case of the module works with. */
export interface Identity {
  /** Logs in as minqiao_app. */
  readonly db: Database;
  readonly keys: IdentityKeys;
  readonly roles: RoleBook;
  readonly certificates: Certificates;
  readonly sessions: SessionCache;
  readonly config: IdentityConfig;
  /** Who knows the organisations: set by the composition root, since the registry stands above. */
  readonly units: { find?: FindUnit };
  close(): Promise<void>;
}

/**
 * Opens the module for one process. The ledger must be configured before. `maxAgeMs`: of the session cache, for tests.
 * @throws Fault identity.invalid-roles, identity.roles-changed
 */
export async function openIdentity(
  parts: { db: Database; secrets: Secrets; certificates: Certificates; config: IdentityConfig },
  options: { maxAgeMs?: number } = {},
): Promise<Identity> {
  const roles = readRoles();
  await publishRoles(parts.db, roles);
  const sessions = await openSessionCache(parts.db, options);
  return {
    ...parts,
    keys: openIdentityKeys(parts.secrets),
    roles,
    sessions,
    units: {},
    close: () => sessions.close(),
  };
}

/** A role that changed its power would make old grants say something untrue: that takes a migration, not an edit. */
export async function publishRoles(db: Database, book: RoleBook): Promise<void> {
  const held = await db.transaction((tx) => upsertRoles(tx, book.roles));
  const powers = new Map(held.map((role) => [role.code, role.power]));
  for (const role of book.roles) {
    if (powers.get(role.code) !== role.power) throw fault('roles-changed', { role: role.code });
  }
}
