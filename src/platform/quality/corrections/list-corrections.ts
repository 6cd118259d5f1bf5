import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { numberIn, pageOf } from '../findings/list-findings.ts';
import type { Page } from '../findings/list-findings.ts';
import { branchForList, numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { CorrectionQuery } from '../schema.ts';
import { actedOn } from './act-on-correction.ts';
import { sees } from './corrections.ts';
import { findCorrection, selectCorrections } from './sql.ts';
import type { CorrectionRow } from './sql.ts';

const usualPage = 20;

/** What one filed oneself, or what one's branch has to answer; newest first. @throws Fault quality.not-permitted */
export async function listCorrections(
  quality: Quality,
  context: Context,
  { side, state, overdue, limit = usualPage, cursor }: CorrectionQuery,
): Promise<Page<CorrectionRow>> {
  const filter = {
    owner: side === 'owner' ? await branchForList(quality, context, 'corrections') : null,
    filer: side === 'own' ? context.actor.id : null,
    state: state ?? null,
    dueBefore: overdue === undefined ? null : context.at,
  };
  return pageOf(await selectCorrections(quality.app, filter, numberIn(cursor), limit), limit);
}

/** @throws Fault quality.correction-not-found */
export async function getCorrection(
  quality: Quality,
  context: Context,
  number: number,
): Promise<CorrectionRow> {
  return actedOn(context, 'view', { number }, async () => {
    const row = await findCorrection(quality.app, number);
    if (row && sees(quality, context, row)) return row;
    throw fault('correction-not-found', { number: numbered('QC', number) });
  });
}
