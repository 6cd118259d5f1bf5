import type { Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { selectServerFacts } from './sql.ts';

const oldestVersion = 150_000; // issue 2: an existing PostgreSQL, 15 or later

/**
 * Refuses a server on which acknowledged work could be lost (control 57). `synchronous_commit` may be anything
 * that waits for the local disk. Checksums are demanded of the embedded server, which we set up ourselves.
 * @throws Fault postgres.unsafe-setting, postgres.too-old
 */
export async function requireDurability(
  database: Pick<Tx, 'query'>,
  options: { embedded: boolean },
): Promise<void> {
  const facts = await selectServerFacts(database);
  if (Number(facts.version_number) < oldestVersion) throw fault('too-old', { version: facts.version });
  const safe: Record<string, boolean> = {
    fsync: facts.fsync === 'on',
    synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'].includes(facts.synchronous_commit),
    full_page_writes: facts.full_page_writes === 'on',
    data_checksums: facts.data_checksums === 'on' || !options.embedded,
  };
  for (const [setting, isSafe] of Object.entries(safe)) {
    if (!isSafe) throw fault('unsafe-setting', { setting, value: facts[setting as keyof typeof facts] });
  }
}
