import { randomUUID } from 'node:crypto';
import { systemContext } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Oversight } from './oversight.ts';
import { deletePassedBefore, findActive, insertVerification } from './verification-sql.ts';

/** Control 31: a change by a superuser is found within ten minutes, so one run begins every five. */
export const verifyEveryMs = 5 * 60_000;
/** How long a run may take until it counts as late. */
const latestMs = 10 * 60_000;
/** Runs by itself that found nothing are kept so long: a month of them is nine thousand rows. */
const keptMs = 30 * 86_400_000;

/** What became of the wish to verify. */
export type Scheduled = 'scheduled' | 'running' | 'late';

/**
 * Has the whole ledger verified because it is time, as the node's own act; whichever process comes first performs it.
 * 'late': the run before has not ended for ten minutes, so the ledger is too long for this machine or nobody runs it.
 */
export async function scheduleVerification(
  { app }: Pick<Oversight, 'app'>,
  agency: string,
  at: Date,
): Promise<Scheduled> {
  const id = randomUUID();
  const context = systemContext(agency, randomUUID().replaceAll('-', ''), at);
  const isNew = await app.transaction(async (tx) => {
    await deletePassedBefore(tx, context.actor.id, new Date(at.getTime() - keptMs));
    if (!(await insertVerification(tx, { id, by: context.actor.id, at }))) return false;
    const entry = { act: 'system', outcome: 'permitted', resource: 'verification', record: id } as const;
    await appendEntries(tx, [entryFor(context, { ...entry, detail: { view: 'verification-start' } })]);
    return true;
  });
  if (isNew) return 'scheduled';
  const active = await findActive(app);
  return active && at.getTime() - active.requestedAt.getTime() > latestMs ? 'late' : 'running';
}
