import type { Context } from '#security/context/index.ts';
import { closeVisitsOf } from './close-visit.ts';
import { inOneAct, recordAct } from './desk.ts';
import type { Desk } from './desk.ts';
import { endDuty, lockDuty } from './duty-sql.ts';
import { fault } from './errors.ts';

const act = { act: 'system', detail: { step: 'sign-off-from-desk' } } as const;

/**
 * An officer ends the shift. Visits still open are closed with it: nobody is served at a desk that is left.
 * Returns the numbers of those visits.
 * @throws Fault desk.not-on-duty
 */
export async function signOff(desk: Desk, context: Context): Promise<readonly string[]> {
  return inOneAct(desk, context, act, async (tx) => {
    const duty = await lockDuty(tx, context.actor.id, context.at);
    if (!duty) throw fault('not-on-duty');
    const closed = await closeVisitsOf(tx, context);
    await endDuty(tx, duty.id, context.at);
    await recordAct(tx, context, act);
    return closed;
  });
}
