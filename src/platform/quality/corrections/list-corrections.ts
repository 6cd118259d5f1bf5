import { numberIn, pageByNumber } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { branchForList, numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { CorrectionQuery } from '../schema.ts';
import { actedOn } from './act-on-correction.ts';
import { sees } from './corrections.ts';
import { findCorrection, selectCorrections } from './sql.ts';
import type { CorrectionRow } from './sql.ts';

const usualPage = 20;

/** What one filed oneself, or what one's branch has to answer; newest first unless it is said otherwise. @throws Fault quality.not-permitted */
export async function listCorrections(
  quality: Quality,
  context: Context,
  { side, state, resource, overdue, sort = '-number', limit = usualPage, cursor }: CorrectionQuery,
): Promise<Page<CorrectionRow>> {
  const filter = {
    owner: side === 'owner' ? await branchForList(quality, context, 'corrections') : null,
    filer: side === 'own' ? context.actor.id : null,
    state: state ?? null,
    resource: resource ?? null,
    dueBefore: overdue === undefined ? null : context.at,
  };
  return pageByNumber(await selectCorrections(quality.app, filter, sort, numberIn(cursor), limit), limit);
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
