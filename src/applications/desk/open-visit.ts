import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { once } from '#security/once/index.ts';
import { cleanNote, inOneAct, recordAct, requireOneOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { lockDuty } from './duty-sql.ts';
import { fault } from './errors.ts';
import { nextNumber } from './next-number.ts';
import type { DeskSettings } from './settings.ts';
import { countOpenVisits, insertVisit, lockVisit } from './visit-sql.ts';
import type { VisitRow } from './visit-sql.ts';

export interface VisitInput {
  /** A code of `verification.reasons`. */
  readonly reason: string;
  /** At most 200 characters, without any number by which a person could be found. */
  readonly note?: string | undefined;
  /** Idempotency-Key: the same key and input again answer with what was opened the first time. */
  readonly key?: string | undefined;
}

/**
 * A verifier on duty opens a visit: the purpose of every look-up at the verification desk until it is closed.
 * @throws Fault desk.not-permitted, desk.not-on-duty, desk.too-many-visits, desk.unknown-reason, desk.note-required,
 *   desk.note-identifies, desk.numbers-exhausted, once.key-reused
 */
export async function openVisit(desk: Desk, context: Context, input: VisitInput): Promise<VisitRow> {
  const act = { act: 'purpose-open', detail: { kind: 'verification' } } as const;
  const { key, reason, note } = input;
  const sent = { key, what: 'visit', request: [reason, note?.trim() || null] };
  return inOneAct(desk, context, act, async (tx) => {
    const { reference } = await once(tx, context, sent, async () => {
      const opened = await openVisitIn(tx, desk.settings, context, input);
      return { reference: opened.reference };
    });
    return (await lockVisit(tx, reference)) as VisitRow;
  });
}

/** The same within a transaction of the caller. */
export async function openVisitIn(
  tx: Tx,
  settings: DeskSettings,
  context: Context,
  input: VisitInput,
): Promise<VisitRow> {
  requireOneOf(context, 'verifier');
  const { actor, at } = context;
  const note = checkInput(settings, input, at);
  const { mostOpen, openMinutes } = settings.verification;
  const duty = await lockDuty(tx, actor.id, at);
  if (duty?.organisation !== actor.organisation) throw fault('not-on-duty');
  if ((await countOpenVisits(tx, actor.id, at)) >= mostOpen)
    throw fault('too-many-visits', { limit: mostOpen });
  const visit: VisitRow = {
    reference: await nextNumber(tx, 'VD', at),
    openedBy: actor.id,
    openedByName: actor.name,
    organisation: actor.organisation,
    reason: input.reason,
    note,
    openedAt: at,
    until: new Date(at.getTime() + openMinutes * 60_000),
    closedAt: null,
  };
  await insertVisit(tx, visit);
  const purpose = { kind: 'verification', reference: visit.reference };
  await recordAct(tx, context, { act: 'purpose-open', purpose, detail: { reason: input.reason } });
  return visit;
}

function checkInput(settings: DeskSettings, input: VisitInput, at: Date): string | null {
  const reason = settings.verification.reasons.find((each) => each.code === input.reason);
  if (!reason) throw fault('unknown-reason', { reason: input.reason.slice(0, 40) }, { pointer: '/reason' });
  const note = cleanNote(input.note, at);
  if (reason.note === 'required' && note === null) throw fault('note-required', {}, { pointer: '/note' });
  return note;
}
