import type { Secrets } from '#infrastructure/secrets/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { fault } from '../errors.ts';
import { openIdentityKeys } from '../keys.ts';
import { countDemoIdentities, listSealedNumbers } from './sql.ts';

/** Division 69 is assigned to no province: whoever bears such a number was made up. */
const fictionalProvince = '69';
const pageSize = 5_000; // sealed numbers opened at once

/**
 * Refuses to go on when the database holds identities of the demonstration. A production node calls it at each start,
 * before it listens.
 * @throws Fault identity.demo-identities-present
 */
export async function refuseDemoIdentities(db: Database, secrets: Secrets): Promise<void> {
  const count = (await countDemoIdentities(db)) + (await countFictional(db, secrets));
  if (count > 0) throw fault('demo-identities-present', { count });
}

async function countFictional(db: Database, secrets: Secrets): Promise<number> {
  const keys = openIdentityKeys(secrets);
  let count = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await listSealedNumbers(db, after, pageSize);
    count += page.filter((row) => keys.open(row.sealed, row.id).startsWith(fictionalProvince)).length;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return count;
    after = last.id;
  }
}
