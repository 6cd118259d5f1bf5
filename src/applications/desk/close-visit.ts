import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { inOneAct, recordAct } from './desk.ts';
import type { Desk } from './desk.ts';
import { fault } from './errors.ts';
import { lockOpenVisits, lockVisit, updateVisitClosed } from './visit-sql.ts';
import type { VisitRow } from './visit-sql.ts';

/**
 * The officer who opened a visit closes it; from then on nothing can be looked up for it.
 * @throws Fault desk.visit-not-found, desk.visit-closed
 */
export async function closeVisit(desk: Desk, context: Context, reference: string): Promise<VisitRow> {
  const act = { act: 'purpose-close', purpose: { kind: 'verification', reference } } as const;
  return inOneAct(desk, context, act, async (tx) => {
    const visit = await lockVisit(tx, reference);
    // Another's visit is as unknown as one that never was: numbers can be guessed.
    if (visit?.openedBy !== context.actor.id) throw fault('visit-not-found');
    if (visit.closedAt) throw fault('visit-closed');
    await updateVisitClosed(tx, reference, context.at);
    await recordAct(tx, context, act);
    return { ...visit, closedAt: context.at };
  });
}

/** Closes all open visits of the actor, each with its entry. Returns their numbers. */
export async function closeVisitsOf(tx: Tx, context: Context): Promise<readonly string[]> {
  const visits = await lockOpenVisits(tx, context.actor.id, context.at);
  for (const { reference } of visits) {
    await updateVisitClosed(tx, reference, context.at);
    const purpose = { kind: 'verification', reference };
    await recordAct(tx, context, { act: 'purpose-close', purpose, detail: { step: 'sign-off' } });
  }
  return visits.map((visit) => visit.reference);
}
