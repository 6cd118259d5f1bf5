import type { Context } from '#security/context/index.ts';
import { maySee } from './change-request.ts';
import { requireOneOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { fault } from './errors.ts';
import { pageOf, placeOf } from './page.ts';
import type { Page, PageAsked } from './page.ts';
import { unitPrefix } from './supervision.ts';
import type { RequestState } from './request-rules.ts';
import { findRequest, selectRequests, selectSteps } from './request-sql.ts';
import type { RequestFilter, RequestRow, StepRow } from './request-sql.ts';

export interface RequestsAsked extends PageAsked {
  readonly view: RequestFilter['view'];
  readonly state?: RequestState;
  readonly kind?: string;
  readonly by: 'openedAt' | 'until';
}

const mostSteps = 200; // a request that changed hands more often is shown by its latest steps

/** Requests by the time they were opened or run out. @throws Fault desk.not-permitted, http.invalid-cursor */
export async function listRequests(
  desk: Desk,
  context: Context,
  asked: RequestsAsked,
): Promise<Page<RequestRow>> {
  requireOneOf(context, 'registrar', 'supervisor');
  const { id, branch } = context.actor;
  const { view, state = null, kind = null } = asked;
  const filter = { view, officer: id, branch, unitPrefix: unitPrefix(context.actor), state, kind };
  const order = { by: asked.by, descending: asked.descending, after: placeOf(asked) };
  const rows = await selectRequests(desk.app, filter, order, asked.limit);
  return pageOf(rows, asked.limit, (row) => ({ at: row[asked.by], reference: row.reference }));
}

/** One request with its steps, latest first. @throws Fault desk.request-not-found */
export async function getRequest(
  desk: Desk,
  context: Context,
  reference: string,
): Promise<{ request: RequestRow; steps: readonly StepRow[] }> {
  const request = await findRequest(desk.app, reference);
  if (!request || !maySee(context, request)) throw fault('request-not-found');
  return { request, steps: await selectSteps(desk.app, reference, mostSteps) };
}
