import type { Context } from '#security/context/index.ts';
import { findEntries } from '#security/ledger/index.ts';
import { fault } from '../errors.ts';
import { numbered, settingsOf } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { findReceivers } from '../notices/find-receivers.ts';
import { insertNotices } from '../notices/sql.ts';
import { actedOn, changeCorrection, decided, recordStep } from './act-on-correction.ts';
import type { OnCorrection } from './act-on-correction.ts';
import { requireAct } from './corrections.ts';
import { findCorrection } from './sql.ts';
import type { CorrectionRow } from './sql.ts';

export interface Acceptance extends OnCorrection {
  readonly text: string;
  /** The right value; left out when the record was put right at the registration desk already. */
  readonly value?: unknown;
}

/**
 * Puts the record right through the door, as the person who decides, and tells everybody who had received the value.
 * Cut off behind the write at the door, it goes on from there when it is asked again.
 * @throws Fault quality.own-correction, quality.not-handler, quality.not-corrected, records.*
 */
export async function acceptCorrection(
  quality: Quality,
  context: Context,
  acceptance: Acceptance,
): Promise<CorrectionRow> {
  return actedOn(context, 'accept', acceptance, () => accept(quality, context, acceptance));
}

async function accept(
  quality: Quality,
  context: Context,
  { text, value, ...on }: Acceptance,
): Promise<CorrectionRow> {
  const row = await findCorrection(quality.app, on.number);
  if (!row) throw fault('correction-not-found', { number: numbered('QC', on.number) });
  requireAct(quality, context, 'accept', row);
  if (row.version !== on.version) throw fault('changed', { number: numbered('QC', on.number) });
  const receipt =
    value === undefined ? await findDone(quality, row) : await putRight(quality, context, row, text, value);
  const since = new Date(context.at.getTime() - settingsOf(quality).correction.toldDays * dayMs);
  const receivers = await findReceivers(quality, context, row, since);
  return quality.app.transaction(async (tx) => {
    const change = { state: 'accepted', receipt, ...decided(quality, context, row.id, text) } as const;
    const next = await changeCorrection(tx, quality, context, on, 'accept', change);
    if (receivers.length === 0) return next;
    await insertNotices(tx, row.number, receivers, context.at);
    await recordStep(tx, context, row, { step: 'tell' }, { count: receivers.length });
    return next;
  });
}

const dayMs = 86_400_000;

/** The correction at the door; its reason names this correction. */
async function putRight(
  { door }: Quality,
  context: Context,
  { number, resource, record: id, field }: CorrectionRow,
  text: string,
  value: unknown,
): Promise<string> {
  const reference = numbered('QC', number);
  const purpose = { kind: 'quality', reference };
  const { records } = await door.get(context, { resource, id, purpose });
  const version = records[0]?.version ?? 0;
  const reason = `${reference} ${text}`.slice(0, longestReason);
  return (await door.correct(context, { resource, id, version, values: { [field]: value }, reason, purpose }))
    .receipt;
}

const longestReason = 500; // as at the door

/** The entry of a correction that was made for this purpose already. @throws Fault quality.not-corrected */
async function findDone({ reader }: Quality, row: CorrectionRow): Promise<string> {
  const purposeReference = numbered('QC', row.number);
  const filters = { act: 'correct', outcome: 'permitted', purposeKind: 'quality', purposeReference };
  const { items } = await findEntries(
    reader,
    { ...filters, resource: row.resource, record: row.record },
    { limit: 1 },
  );
  const [entry] = items.filter(({ open }) => open.fields.includes(row.field));
  if (!entry) throw fault('not-corrected', { number: purposeReference });
  return entry.id;
}
