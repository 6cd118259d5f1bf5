import type { Tx } from '#infrastructure/sql/index.ts';
import type { Attempt, Detail } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { attempted, numbered, record } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { requireAct, sealAnswer } from './corrections.ts';
import type { CorrectionAct } from './corrections.ts';
import { insertStep, lockCorrection, updateCorrection } from './sql.ts';
import type { CorrectionRow } from './sql.ts';

/** Which correction, and as which version it was seen. */
export interface OnCorrection {
  readonly number: number;
  readonly version: number;
}

/** The one way in which a correction changes: its row, its step and its entry, or none of them. */
export async function changeCorrection(
  tx: Tx,
  quality: Quality,
  context: Context,
  { number, version }: OnCorrection,
  act: CorrectionAct,
  change: Partial<CorrectionRow>,
): Promise<CorrectionRow> {
  const row = await lockCorrection(tx, number);
  if (!row) throw fault('correction-not-found', { number: numbered('QC', number) });
  requireAct(quality, context, act, row);
  if (row.version !== version) throw fault('changed', { number: numbered('QC', number) });
  const { actor, at } = context;
  const next = await updateCorrection(tx, number, { ...row, ...change, changedAt: at });
  await insertStep(tx, number, { act, at, by: actor.id, byName: actor.name });
  const purpose = { kind: 'quality', reference: numbered('QC', number) };
  await recordStep(tx, context, row, { step: act }, act === 'withdraw' ? {} : { purpose });
  return next;
}

/** An act that may be refused: its refusal is an entry too. */
export function actedOn<T>(
  context: Context,
  act: CorrectionAct | 'view' | 'attach' | 'attachment-view',
  { number }: Pick<OnCorrection, 'number'>,
  work: () => Promise<T>,
): Promise<T> {
  const detail = { step: act, correction: numbered('QC', number) };
  return attempted(context, { act: 'correction', detail }, work);
}

/** Enters a step of a correction, under its number, with whom it concerns. Never what was said. */
export async function recordStep(
  tx: Tx,
  context: Context,
  row: CorrectionRow,
  detail: Detail & { readonly step: string },
  more: Pick<Attempt, 'purpose' | 'count' | 'bytes'> = {},
): Promise<void> {
  await record(tx, context, {
    ...more,
    act: 'correction',
    resource: row.resource,
    record: row.record,
    fields: [row.field],
    subjects: concerned(context, row),
    detail: { ...detail, correction: numbered('QC', row.number) },
  });
}

/** Whom an act concerns; what a citizen does about their own record is no access by others. */
function concerned({ actor }: Context, { subjectTag }: Pick<CorrectionRow, 'subjectTag'>): readonly Buffer[] {
  return subjectTag === null || actor.kind === 'citizen' ? [] : [subjectTag];
}

/** Takes a correction on: it is then a purpose for which its handler may look at the record and put it right. */
export async function takeCorrection(
  quality: Quality,
  context: Context,
  on: OnCorrection,
): Promise<CorrectionRow> {
  const { id: handler, name: handlerName } = context.actor;
  return actedOn(context, 'take', on, () =>
    quality.app.transaction((tx) =>
      changeCorrection(tx, quality, context, on, 'take', { handler, handlerName }),
    ),
  );
}

/** @throws Fault quality.not-yours, quality.wrong-state, quality.changed, quality.correction-not-found */
export async function withdrawCorrection(
  quality: Quality,
  context: Context,
  on: OnCorrection,
): Promise<CorrectionRow> {
  const change = { state: 'withdrawn', handler: null, handlerName: null } as const;
  return actedOn(context, 'withdraw', on, () =>
    quality.app.transaction((tx) => changeCorrection(tx, quality, context, on, 'withdraw', change)),
  );
}

/** @throws Fault quality.own-correction, quality.not-handler, quality.wrong-state, quality.changed */
export async function refuseCorrection(
  quality: Quality,
  context: Context,
  { text, ...on }: OnCorrection & { readonly text: string },
): Promise<CorrectionRow> {
  return actedOn(context, 'refuse', on, () =>
    quality.app.transaction(async (tx) =>
      changeCorrection(tx, quality, context, on, 'refuse', {
        state: 'refused',
        ...decided(quality, context, await idOf(tx, on.number), text),
      }),
    ),
  );
}

/** Who decided, when, and the answer. */
export function decided(
  quality: Quality,
  { actor, at }: Context,
  id: string,
  text: string,
): Pick<CorrectionRow, 'decider' | 'deciderName' | 'decidedAt' | 'answer' | 'handler' | 'handlerName'> {
  return {
    decider: actor.id,
    deciderName: actor.name,
    decidedAt: at,
    answer: sealAnswer(quality, id, text),
    handler: null,
    handlerName: null,
  };
}

async function idOf(tx: Tx, number: number): Promise<string> {
  const row = await lockCorrection(tx, number);
  if (!row) throw fault('correction-not-found', { number: numbered('QC', number) });
  return row.id;
}
