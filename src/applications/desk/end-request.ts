import type { Context } from '#security/context/index.ts';
import { changeRequest } from './change-request.ts';
import type { Desk } from './desk.ts';
import type { RequestRow } from './request-sql.ts';

export interface Ending {
  readonly reference: string;
  readonly reason?: string | undefined;
}

/**
 * The officer in charge completes a request; it is no purpose any more.
 * @throws Fault desk.request-not-found, desk.request-not-yours, desk.request-changed
 */
export async function completeRequest(desk: Desk, context: Context, ending: Ending): Promise<RequestRow> {
  return changeRequest(desk, context, { ...ending, act: 'complete' });
}

/**
 * The request is withdrawn by who opened it, has it, or supervises it.
 * @throws Fault desk.request-not-found, desk.request-not-yours, desk.request-changed
 */
export async function withdrawRequest(desk: Desk, context: Context, ending: Ending): Promise<RequestRow> {
  return changeRequest(desk, context, { ...ending, act: 'withdraw' });
}

/**
 * Puts an assigned request back into its queue.
 * @throws Fault desk.request-not-found, desk.request-not-yours, desk.request-changed
 */
export async function returnRequest(desk: Desk, context: Context, ending: Ending): Promise<RequestRow> {
  return changeRequest(desk, context, { ...ending, act: 'return' });
}
