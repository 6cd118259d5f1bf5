import { now } from '#infrastructure/clock/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { recorded } from '../organisations.ts';
import type { Organisations } from '../organisations.ts';
import type { ImportState } from '../schema.ts';
import { deleteWork, lockImport, updateAccepted, updateState } from './import-sql.ts';
import type { ImportRow } from './import-sql.ts';

/**
 * Lets a checked import take effect. With refused rows only when that is said: then the others are applied, all of them.
 * @throws Fault organisations.no-such-import, import-state, rows-refused
 */
export async function acceptImport(
  organisations: Organisations,
  context: Context,
  id: string,
  { skipRefused }: { readonly skipRefused: boolean },
): Promise<void> {
  await recorded(organisations, context, { record: id, change: 'import-accept' }, async (tx) => {
    const found = await getLocked(tx, id, ['checked']);
    if (found.rowsRefused > 0 && !skipRefused) throw fault('rows-refused', { count: found.rowsRefused });
    await updateAccepted(tx, id, { by: context.actor.id, skipRefused });
    return { answer: undefined, detail: { file: found.sha256 ?? '', skipRefused }, count: found.rowsRead };
  });
}

/** Throws an import away that has not taken effect; what was found stays to be read. @throws Fault organisations.no-such-import, import-state */
export async function discardImport(
  organisations: Organisations,
  context: Context,
  id: string,
): Promise<void> {
  await recorded(organisations, context, { record: id, change: 'import-discard' }, async (tx) => {
    await getLocked(tx, id, ['receiving', 'waiting', 'checking', 'checked', 'refused', 'broken']);
    await updateState(tx, id, null, { state: 'discarded', at: now() });
    await deleteWork(tx, id);
    return { answer: undefined };
  });
}

async function getLocked(tx: Tx, id: string, states: readonly ImportState[]): Promise<ImportRow> {
  const found = await lockImport(tx, id);
  if (!found) throw fault('no-such-import');
  if (!states.includes(found.state)) throw fault('import-state', { state: found.state });
  return found;
}
