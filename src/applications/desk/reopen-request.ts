import type { Context } from '#security/context/index.ts';
import { changeRequest } from './change-request.ts';
import type { Desk } from './desk.ts';
import type { Ending } from './end-request.ts';
import { fault } from './errors.ts';
import type { RequestRow } from './request-sql.ts';

const dayMs = 86_400_000;

/**
 * Puts a request that was ended in error, or ran out of time, back into its queue with the time limit of its kind.
 * @throws Fault desk.request-not-found, desk.not-permitted, desk.request-changed, desk.reopen-too-late
 */
export async function reopenRequest(desk: Desk, context: Context, ending: Ending): Promise<RequestRow> {
  const until = (request: RequestRow) => {
    const kind = desk.settings.registration.kinds.find((each) => each.code === request.kind);
    if (!kind) throw fault('unknown-request-kind', { kind: request.kind });
    return new Date(context.at.getTime() + kind.days * dayMs);
  };
  return changeRequest(desk, context, { ...ending, act: 'reopen', until });
}
