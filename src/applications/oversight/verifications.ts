import { randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { nameAccounts } from '#security/identity/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { readPeriod } from './filters.ts';
import { recordReading, recordRefusal, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import type { VerificationPageWire, VerificationQuery, VerificationWire } from './schema.ts';
import {
  findActive,
  findVerification,
  insertVerification,
  selectVerifications,
  updateStop,
} from './verification-sql.ts';
import type { VerificationRow } from './verification-sql.ts';

/**
 * Has the whole ledger verified, by whichever process comes first; answers with the run under way if there is one.
 * @throws Fault oversight.auditors-only
 */
export async function startVerification(oversight: Oversight, context: Context): Promise<VerificationWire> {
  return recordRefusal(context, { act: 'ledger-read' }, async () => {
    requireAuditor(context);
    const id = randomUUID();
    await oversight.app.transaction(async (tx) => {
      if (!(await insertVerification(tx, { id, by: context.actor.id, at: context.at }))) return;
      const entry = {
        act: 'ledger-read',
        outcome: 'permitted',
        resource: 'verification',
        record: id,
      } as const;
      await appendEntries(tx, [entryFor(context, { ...entry, detail: { view: 'verification-start' } })]);
    });
    const row = (await findVerification(oversight.app, id)) ?? (await findActive(oversight.app));
    if (!row) throw fault('no-such-verification'); // the other run ended at this instant
    return oneOnWire(oversight, row);
  });
}

/** Stops a run; its row stays. @throws Fault oversight.auditors-only, oversight.no-such-verification, oversight.verification-ended */
export async function stopVerification(
  oversight: Oversight,
  context: Context,
  id: string,
): Promise<VerificationWire> {
  return recordRefusal(context, { act: 'ledger-read', record: id }, async () => {
    requireAuditor(context);
    if (!(await findVerification(oversight.app, id))) throw fault('no-such-verification');
    await oversight.app.transaction(async (tx) => {
      if (!(await updateStop(tx, id, context.at))) throw fault('verification-ended');
      const entry = {
        act: 'ledger-read',
        outcome: 'permitted',
        resource: 'verification',
        record: id,
      } as const;
      await appendEntries(tx, [entryFor(context, { ...entry, detail: { view: 'verification-stop' } })]);
    });
    return getVerification(oversight, context, id);
  });
}

/** One run with its findings. @throws Fault oversight.auditors-only, oversight.no-such-verification */
export async function getVerification(
  oversight: Oversight,
  context: Context,
  id: string,
): Promise<VerificationWire> {
  requireAuditor(context);
  const row = await findVerification(oversight.app, id);
  if (!row) throw fault('no-such-verification');
  return oneOnWire(oversight, row);
}

/** All runs, newest first. @throws Fault oversight.auditors-only, oversight.invalid-period, http.invalid-cursor */
export async function listVerifications(
  oversight: Oversight,
  context: Context,
  asked: VerificationQuery,
): Promise<VerificationPageWire> {
  return recordReading(context, { view: 'verifications' }, async () => {
    requireAuditor(context);
    const answer = await readVerifications(oversight, asked);
    return { answer, count: answer.items.length };
  });
}

/** A page of the runs; whoever calls has checked who asks, and records the reading. */
export async function readVerifications(
  oversight: Oversight,
  { limit, cursor, from, to, state }: VerificationQuery,
): Promise<VerificationPageWire> {
  const period = readPeriod(from, to);
  const filter = { state: state ?? null, from: period.from ?? null, to: period.to ?? null };
  const rows = await selectVerifications(oversight.app, filter, placeOf(cursor), limit);
  const items = await onWire(oversight, rows.slice(0, limit));
  const last = rows[limit - 1];
  const more = rows.length > limit && last;
  return { items, nextCursor: more ? encodeCursor([last.requestedAt.getTime(), last.id]) : null };
}

function placeOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  const sound = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (Number.isNaN(at.getTime()) || !sound) throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  return { at, id };
}

async function onWire({ app }: Oversight, rows: readonly VerificationRow[]): Promise<VerificationWire[]> {
  const names = await nameAccounts(
    app,
    rows.map(({ requestedBy }) => requestedBy),
  );
  return rows.map(({ requestedBy, requestedAt, startedAt, endedAt, ...row }) => ({
    ...row,
    requestedAt: requestedAt.toISOString(),
    requestedByName: names.get(requestedBy)?.name ?? null,
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }));
}

async function oneOnWire(oversight: Oversight, stored: VerificationRow): Promise<VerificationWire> {
  const [run] = await onWire(oversight, [stored]);
  return run as VerificationWire;
}
