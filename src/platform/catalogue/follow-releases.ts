import { follow } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { openFileMemory } from '#standards/declarations/index.ts';
import { openCatalogue } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { readPacks } from './load-packs.ts';
import { withLocal } from './local-files.ts';
import { compileSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { releaseChannel, selectLatestVersion, selectLocalFiles, selectMigrated } from './sql.ts';

/** The catalogue of a running node, followed as releases are published. */
export interface CatalogueInForce {
  readonly catalogue: Catalogue;
  /** Looks whether a newer release was published. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const recheckMs = 2_000; // a release is in force everywhere within 5 seconds, even if a notification is lost

/**
 * Reads the packs once, and the local declarations whenever a release is published; what did not change isn't read again.
 * @throws Fault catalogue.invalid-pack, the first time
 */
export async function followReleases(app: Database, folders: readonly string[]): Promise<CatalogueInForce> {
  const packs = readPacks(folders);
  const memory = openFileMemory();
  async function read(): Promise<Snapshot> {
    const { version, files, migrated } = await app.transaction(async (tx) => {
      const latest = await selectLatestVersion(tx);
      const files = await selectLocalFiles(tx, latest);
      return { version: latest, files, migrated: await selectMigrated(tx) };
    });
    return { ...compileSnapshot(withLocal(packs, files), memory, version), migrated };
  }
  const { catalogue, replace } = openCatalogue(await read());
  async function look(): Promise<void> {
    if ((await selectLatestVersion(app)) !== catalogue.release) replace(await read());
  }
  const following = await follow(app, { channel: releaseChannel, recheckMs, look });
  return { catalogue, ...following };
}
