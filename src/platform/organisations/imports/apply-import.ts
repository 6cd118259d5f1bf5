import { randomBytes } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import { renameUnits } from '#security/identity/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { lockRegistry } from '../change-sql.ts';
import type { Organisations } from '../organisations.ts';
import {
  allowLongStatements,
  insertEstablished,
  insertImportedEvents,
  insertPastOfAltered,
  settleRegistry,
  updateAltered,
  upsertImportedWordings,
} from './apply-sql.ts';
import type { AppliedBy } from './apply-sql.ts';
import { countStaged, newestEvent } from './check-sql.ts';
import { deleteWork, selectRenamed, updateState } from './import-sql.ts';
import type { ImportRow } from './import-sql.ts';

const renamedBatch = 1000;

/**
 * Puts an accepted import into the registry: everything, its history and its ledger entry, or nothing. When the
 * registry changed since the check, or the rows were lost in a crash, it is checked again instead.
 */
export async function applyImport(
  { app }: Organisations,
  agency: string,
  run: ImportRow,
  runner: string,
): Promise<void> {
  const applied = await app.transaction(async (tx) => {
    await allowLongStatements(tx);
    await lockRegistry(tx);
    if (await isStale(tx, run)) {
      await updateState(tx, run.id, runner, { state: 'waiting', at: now() });
      return false;
    }
    const at = now();
    const { id, effectiveOn, basis, acceptedBy, requestedBy } = run;
    const events = await apply(tx, { id, effectiveOn, basis, by: acceptedBy ?? requestedBy, at });
    const context = systemContext(agency, randomBytes(16).toString('hex'), at);
    const detail = { change: 'import', file: run.sha256 ?? '', rows: run.rowsRead, refused: run.rowsRefused, established: run.established, by: acceptedBy ?? requestedBy }; // prettier-ignore
    const entry = { act: 'organisation-change', outcome: 'permitted', resource: 'organisation-import', record: id, count: events, detail } as const; // prettier-ignore
    await appendEntries(tx, [entryFor(context, entry)]);
    await deleteWork(tx, id);
    if (!(await updateState(tx, id, runner, { state: 'applied', at }))) throw new Error('another process has this import'); // prettier-ignore
    return true;
  });
  if (applied) await settleRegistry(app);
}

async function isStale(tx: Tx, run: ImportRow): Promise<boolean> {
  if ((await newestEvent(tx)) !== run.seenEvent) return true;
  const { staged } = await countStaged(tx, run.id);
  return staged + run.rowsRefused < run.rowsRead;
}

async function apply(tx: Tx, applied: AppliedBy): Promise<number> {
  await insertEstablished(tx, applied);
  await insertPastOfAltered(tx, applied);
  await updateAltered(tx, applied);
  await upsertImportedWordings(tx, applied);
  const events = await insertImportedEvents(tx, applied);
  for (let after = ''; ;) {
    const renamed = await selectRenamed(tx, applied.id, after, renamedBatch);
    if (renamed.length === 0) return events;
    await renameUnits(tx, renamed);
    after = renamed.at(-1)?.code ?? '';
  }
}
