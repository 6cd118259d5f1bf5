import { randomUUID } from 'node:crypto';
import { afterWorkingDays } from '#infrastructure/clock/index.ts';
import type { Context } from '#security/context/index.ts';
import { subjectTag } from '#security/ledger/index.ts';
import { once } from '#security/once/index.ts';
import { fault } from '../errors.ts';
import { attempted, holds, resourceOf, settingsOf } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { recordStep } from './act-on-correction.ts';
import { sealSaid } from './corrections.ts';
import type { Said } from './corrections.ts';
import { countOpenCorrections, findCorrection, insertCorrection, insertStep } from './sql.ts';
import type { CorrectionRow } from './sql.ts';

export interface Filing extends Said {
  readonly resource: string;
  readonly record: string;
  readonly field: string;
  readonly key?: string | undefined;
}

/**
 * Says that a value of a record is wrong. An officer about any record that they met; a citizen about their own.
 * @throws Fault quality.not-permitted, quality.unknown-resource, quality.unknown-field, quality.unknown-record,
 *   quality.too-many-open, once.key-reused
 */
export async function fileCorrection(
  quality: Quality,
  context: Context,
  { key, ...filing }: Filing,
): Promise<CorrectionRow> {
  const attempt = { act: 'correction', ...named(quality, filing), detail: { step: 'file' } } as const;
  return attempted(context, attempt, () => fileNow(quality, context, { key, ...filing }));
}

/** What it is about, as far as it is declared: a stranger's words are not for the ledger. */
function named({ catalogue }: Quality, { resource, record: about, field }: Omit<Filing, 'key'>) {
  const known = catalogue.pack.resources.get(resource);
  const fields = known?.fields.some(({ name }) => name === field) ? [field] : [];
  return { resource: known?.name ?? null, record: known ? about : null, fields };
}

async function fileNow(
  quality: Quality,
  context: Context,
  { key, ...filing }: Filing,
): Promise<CorrectionRow> {
  const row = await newCorrection(quality, context, filing);
  const { mostOpen } = settingsOf(quality).correction;
  const sent = { key, what: 'correction', request: filing };
  return quality.app.transaction(async (tx) => {
    const { number } = await once(tx, context, sent, async () => {
      if ((await countOpenCorrections(tx, context.actor.id)) >= mostOpen)
        throw fault('too-many-open', { limit: mostOpen });
      const filed = await insertCorrection(tx, row);
      const by = { by: context.actor.id, byName: context.actor.name };
      await insertStep(tx, filed.number, { act: 'file', at: context.at, ...by });
      await recordStep(tx, context, filed, { step: 'file' });
      return { number: filed.number };
    });
    return (await findCorrection(tx, number)) as CorrectionRow;
  });
}

async function newCorrection(
  quality: Quality,
  context: Context,
  { resource: name, record: about, field, ...said }: Omit<Filing, 'key'>,
): Promise<Parameters<typeof insertCorrection>[1]> {
  const { actor, at } = context;
  const isCitizen = actor.kind === 'citizen';
  if (!isCitizen && !holds(quality, context, 'file-corrections')) throw fault('not-permitted');
  const resource = resourceOf(quality, name);
  if (!resource.fields.some((one) => one.name === field))
    throw fault('unknown-field', { field: field.slice(0, 40) }, { pointer: '/field' });
  const subject = await quality.inspector.subjectOf(name, about);
  // A citizen learns nothing of records that are not theirs, not even that they are there.
  if (!subject || (isCitizen && !isOwn(context, subject.tag))) throw fault('unknown-record');
  const id = randomUUID();
  return {
    id,
    resource: name,
    record: about,
    field,
    owner: resource.owner,
    subjectTag: subject.tag,
    said: sealSaid(quality, id, said),
    filer: actor.id,
    filerName: actor.name,
    filerKind: isCitizen ? 'citizen' : 'officer',
    filedAt: at,
    dueAt: afterWorkingDays(at, settingsOf(quality).correction.answerWorkingDays),
  };
}

function isOwn({ actor }: Context, tag: Buffer | null): boolean {
  return tag !== null && actor.citizenNumber !== undefined && subjectTag(actor.citizenNumber).equals(tag);
}
