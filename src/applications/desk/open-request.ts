import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { once } from '#security/once/index.ts';
import { cleanNote, inOneAct, recordAct, requireOneOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { fault } from './errors.ts';
import { nextNumber } from './next-number.ts';
import { findRequest, insertRequest, insertStep } from './request-sql.ts';
import type { RequestRow } from './request-sql.ts';
import type { DeskSettings } from './settings.ts';

export interface RequestInput {
  /** A code of `registration.kinds`; it names the branch that handles the request. */
  readonly kind: string;
  /** At most 200 characters, without any number by which a person could be found. */
  readonly note?: string | undefined;
  /** Idempotency-Key: the same key and input again answer with what was opened the first time. */
  readonly key?: string | undefined;
}

const dayMs = 86_400_000;

/**
 * Opens a registration request: it waits in the queue of the own unit, or, when another branch handles its kind, in
 * the queue of that branch.
 * @throws Fault desk.not-permitted, desk.unknown-request-kind, desk.note-identifies, desk.numbers-exhausted, once.key-reused
 */
export async function openRequest(desk: Desk, context: Context, input: RequestInput): Promise<RequestRow> {
  const act = { act: 'purpose-open', detail: { kind: 'registration' } } as const;
  const { key, kind, note } = input;
  const sent = { key, what: 'request', request: [kind, note?.trim() || null] };
  return inOneAct(desk, context, act, async (tx) => {
    const { reference } = await once(tx, context, sent, async () => {
      const opened = await openRequestIn(tx, desk.settings, context, input);
      return { reference: opened.reference };
    });
    return (await findRequest(tx, reference)) as RequestRow;
  });
}

/** The same within a transaction of the caller. */
export async function openRequestIn(
  tx: Tx,
  settings: DeskSettings,
  context: Context,
  input: RequestInput,
): Promise<RequestRow> {
  requireOneOf(context, 'registrar', 'supervisor');
  const { actor, at } = context;
  const kind = settings.registration.kinds.find((each) => each.code === input.kind);
  if (!kind) throw fault('unknown-request-kind', { kind: input.kind.slice(0, 40) }, { pointer: '/kind' });
  const note = cleanNote(input.note, at);
  const request: RequestRow = {
    reference: await nextNumber(tx, 'RR', at),
    kind: kind.code,
    branch: kind.branch,
    organisation: kind.branch === actor.branch ? actor.organisation : null,
    note,
    state: 'waiting',
    assignedTo: null,
    assignedToName: null,
    openedBy: actor.id,
    openedByName: actor.name,
    openedAt: at,
    until: new Date(at.getTime() + kind.days * dayMs),
    stateAt: at,
    version: 1,
  };
  await insertRequest(tx, request);
  const step = { number: 1, act: 'open', at, byName: actor.name, toName: null, reason: null };
  await insertStep(tx, request.reference, { ...step, by: actor.id, to: null });
  const purpose = { kind: 'registration', reference: request.reference };
  await recordAct(tx, context, { act: 'purpose-open', purpose, detail: { step: 'open', kind: kind.code } });
  return request;
}
