import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { cleanNote, inOneAct, recordAct } from './desk.ts';
import type { Desk } from './desk.ts';
import { fault } from './errors.ts';
import { refusalOf, sees, stateAfter } from './request-rules.ts';
import type { Refusal, RequestAct } from './request-rules.ts';
import { insertStep, lockRequest, updateRequest } from './request-sql.ts';
import type { RequestRow } from './request-sql.ts';
import type { DeskSettings } from './settings.ts';

/** Who gets the request. */
export interface Assignee {
  readonly id: string;
  readonly name: string;
}

export interface Change {
  readonly reference: string;
  readonly act: RequestAct;
  /** Why, in a few words; no number by which a person could be found. */
  readonly reason?: string | undefined;
  /** Chooses who gets the request, when the act gives it to somebody. */
  readonly assignee?: (tx: Tx, request: RequestRow) => Promise<Assignee>;
  /** The new end, when the act sets one. */
  readonly until?: (request: RequestRow) => Date;
}

const ends: ReadonlySet<RequestAct> = new Set(['complete', 'withdraw', 'return']);

/** The one way in which a request changes: locked, checked, changed, its step and its entry written, together. */
export async function changeRequest(desk: Desk, context: Context, change: Change): Promise<RequestRow> {
  const act = {
    act: ends.has(change.act) ? 'purpose-close' : 'purpose-open',
    purpose: { kind: 'registration', reference: change.reference },
    detail: { step: change.act },
  } as const;
  return inOneAct(desk, context, act, (tx) => changeRequestIn(tx, desk.settings, context, change));
}

/** The same within a transaction of the caller. */
export async function changeRequestIn(
  tx: Tx,
  settings: DeskSettings,
  context: Context,
  change: Change,
): Promise<RequestRow> {
  const { actor, at } = context;
  const reason = cleanNote(change.reason, at, '/reason');
  const request = await lockRequest(tx, change.reference);
  if (!request || !maySee(context, request)) throw fault('request-not-found');
  const refusal = refusalOf(change.act, request, actor, at, settings.registration.reopenDays);
  if (refusal) throw refused(refusal, request, settings);
  const to = (await change.assignee?.(tx, request)) ?? null;
  const changed = nextRow(request, change, to, at);
  await updateRequest(tx, changed);
  await insertStep(tx, request.reference, {
    number: changed.version,
    act: change.act,
    at,
    by: actor.id,
    byName: actor.name,
    to: to?.id ?? null,
    toName: to?.name ?? null,
    reason,
  });
  await recordAct(tx, context, {
    act: ends.has(change.act) ? 'purpose-close' : 'purpose-open',
    purpose: { kind: 'registration', reference: request.reference },
    detail: { step: change.act, kind: request.kind, ...(to ? { assignee: to.id } : {}) },
  });
  return changed;
}

/** Who handles its queue, has it, had it, or opened it. To others a request is as unknown as one that never was. */
export function maySee(context: Context, request: RequestRow): boolean {
  const { actor } = context;
  return request.openedBy === actor.id || request.assignedTo === actor.id || sees(actor, request);
}

/** An ended request keeps the name of who handled it; a waiting one has none. */
function nextRow(request: RequestRow, change: Change, to: Assignee | null, at: Date): RequestRow {
  const state = stateAfter(change.act);
  const keeps = state === 'completed' || state === 'withdrawn';
  return {
    ...request,
    state,
    assignedTo: to?.id ?? (keeps ? request.assignedTo : null),
    assignedToName: to?.name ?? (keeps ? request.assignedToName : null),
    until: change.until?.(request) ?? request.until,
    stateAt: at,
    version: request.version + 1,
  };
}

function refused(refusal: Refusal, request: RequestRow, settings: DeskSettings): Error {
  return fault(refusal, { state: request.state, days: settings.registration.reopenDays });
}
