import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { inOneAct, recordAct, requireOneOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { endExpiredDuty, insertDuty } from './duty-sql.ts';
import type { DutyRow } from './duty-sql.ts';
import { fault } from './errors.ts';
import type { DeskSettings } from './settings.ts';

const act = { act: 'system', detail: { step: 'sign-on-to-desk' } } as const;

/**
 * An officer starts a shift at a desk of their unit.
 * @throws Fault desk.not-permitted, desk.already-on-duty
 */
export async function signOn(desk: Desk, context: Context): Promise<DutyRow> {
  try {
    return await inOneAct(desk, context, act, (tx) => signOnIn(tx, desk.settings, context));
  } catch (error) {
    if (isUniqueViolation(error, 'duty_one')) throw fault('already-on-duty');
    throw error;
  }
}

/** The same within a transaction of the caller. */
export async function signOnIn(tx: Tx, settings: DeskSettings, context: Context): Promise<DutyRow> {
  requireOneOf(context, 'registrar', 'verifier', 'supervisor');
  const { actor, at } = context;
  const duty: DutyRow = {
    id: randomUUID(),
    officer: actor.id,
    officerName: actor.name,
    organisation: actor.organisation,
    branch: actor.branch,
    roles: actor.roles,
    signedOnAt: at,
    until: new Date(at.getTime() + settings.duty.mostHours * 3_600_000),
  };
  await endExpiredDuty(tx, actor.id, at);
  await insertDuty(tx, duty);
  await recordAct(tx, context, act);
  return duty;
}
