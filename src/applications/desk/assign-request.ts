import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { changeRequest } from './change-request.ts';
import type { Assignee } from './change-request.ts';
import type { Desk } from './desk.ts';
import { findDuty } from './duty-sql.ts';
import { fault } from './errors.ts';
import { handles } from './request-rules.ts';
import type { RequestRow } from './request-sql.ts';

export interface Assignment {
  readonly reference: string;
  /** Account of an officer on duty who handles this kind of request. */
  readonly officer: string;
  readonly reason?: string | undefined;
}

/**
 * A supervisor gives a request to an officer of the unit who is on duty.
 * @throws Fault desk.request-not-found, desk.not-permitted, desk.request-changed, desk.request-overdue,
 *   desk.officer-not-available
 */
export async function assignRequest(
  desk: Desk,
  context: Context,
  assignment: Assignment,
): Promise<RequestRow> {
  return give(desk, context, 'assign', assignment);
}

/**
 * The officer in charge gives a request to a colleague on duty; from then on only that colleague may use it.
 * @throws Fault desk.request-not-found, desk.request-not-yours, desk.request-changed, desk.request-overdue,
 *   desk.officer-not-available
 */
export async function handOverRequest(
  desk: Desk,
  context: Context,
  assignment: Assignment,
): Promise<RequestRow> {
  return give(desk, context, 'hand-over', assignment);
}

async function give(
  desk: Desk,
  context: Context,
  act: 'assign' | 'hand-over',
  { reference, officer, reason }: Assignment,
): Promise<RequestRow> {
  const assignee = (tx: Tx, request: RequestRow) => availableOfficer(tx, request, officer, context.at);
  return changeRequest(desk, context, { reference, act, reason, assignee });
}

async function availableOfficer(tx: Tx, request: RequestRow, officer: string, at: Date): Promise<Assignee> {
  const duty = await findDuty(tx, officer, at);
  if (!duty || !handles({ ...duty, id: officer }, request))
    throw fault('officer-not-available', {}, { pointer: '/officer' });
  return { id: officer, name: duty.officerName };
}
