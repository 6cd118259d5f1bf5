import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { PackFile, FileMemory } from '#standards/declarations/index.ts';
import { changedFiles, withLocal } from './local-files.ts';
import type { LocalChange } from './local-files.ts';
import { publishTables } from './publish-resources.ts';
import type { TableMigrations } from './publish-resources.ts';
import { compileSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import {
  insertRelease,
  lockPublishing,
  notifyRelease,
  putLocalFile,
  selectLatestVersion,
  selectLocalFiles,
  selectReleaseDigest,
} from './sql.ts';

/** What becomes a release, and who says so. */
export interface Releasing {
  /** The files of the packs (`readPacks`). */
  readonly packs: readonly PackFile[];
  readonly memory?: FileMemory;
  /** Changes of local declarations; none when only the packs may differ. */
  readonly changes: readonly LocalChange[];
  readonly by: string;
  readonly at: Date;
  /** Number of the proposal that it comes from. */
  readonly proposal: string | null;
  /** For what became narrower by a migration plan; anything else that did is refused. */
  readonly migrations?: TableMigrations;
}

export interface Released {
  readonly snapshot: Snapshot;
  /** Names of the resources whose tables changed. */
  readonly tables: readonly string[];
}

/** `releaseIn` in a transaction of its own. */
export async function publishRelease(owner: Database, releasing: Releasing): Promise<Released> {
  return owner.transaction((tx) => releaseIn(tx, releasing));
}

/**
 * The declarations of the latest release, for whoever is about to publish: takes the lock, so that they stay what they are
 * to the end of the transaction.
 */
export async function compileCurrent(
  tx: Tx,
  packs: readonly PackFile[],
  memory?: FileMemory,
): Promise<Snapshot> {
  await lockPublishing(tx);
  const latest = await selectLatestVersion(tx);
  return compileSnapshot(withLocal(packs, await selectLocalFiles(tx, latest)), memory, latest);
}

/**
 * Makes the declarations with some changes the next release: parses all of them together, makes the tables fit, keeps the
 * files, and tells whoever follows; or none of it. Whoever publishes holds a lock to the end of the transaction, so two
 * processes that publish at once do it one after the other, each on what the other left. With nothing changed, the release
 * in force stays. Needs the owner's role.
 * @throws Fault catalogue.invalid-pack, catalogue.narrowing
 */
export async function releaseIn(tx: Tx, releasing: Releasing): Promise<Released> {
  await lockPublishing(tx);
  const latest = await selectLatestVersion(tx);
  const stored = await selectLocalFiles(tx, latest);
  const local = changedFiles(stored, releasing.changes);
  const candidate = compileSnapshot(withLocal(releasing.packs, local), releasing.memory, latest);
  const tables = await publishTables(tx, candidate, releasing.migrations);
  if ((await selectReleaseDigest(tx, latest)) === candidate.digest) return { snapshot: candidate, tables };
  const version = latest + 1;
  const { by, at, proposal, changes } = releasing;
  await insertRelease(tx, { version, digest: candidate.digest, at, publishedBy: by, proposal });
  const texts = new Map(stored.map(({ path, text }) => [path, text]));
  for (const change of changes)
    if (change.text !== (texts.get(change.path) ?? null)) await putLocalFile(tx, change, version);
  await notifyRelease(tx);
  return { snapshot: { ...candidate, release: version }, tables };
}
