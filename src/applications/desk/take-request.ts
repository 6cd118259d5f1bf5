import type { Context } from '#security/context/index.ts';
import { changeRequest } from './change-request.ts';
import type { Desk } from './desk.ts';
import type { RequestRow } from './request-sql.ts';

/**
 * Takes a waiting request from the queue of the own unit or branch. Of two who take it at once, one gets it.
 * @throws Fault desk.request-not-found, desk.not-permitted, desk.request-changed, desk.request-overdue
 */
export async function takeRequest(desk: Desk, context: Context, reference: string): Promise<RequestRow> {
  const { id, name } = context.actor;
  return changeRequest(desk, context, { reference, act: 'take', assignee: async () => ({ id, name }) });
}
