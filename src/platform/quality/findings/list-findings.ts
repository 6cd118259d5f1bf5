import { numberIn, pageByNumber } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { attempted, branchForList, branchOf, numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { FindingQuery } from '../schema.ts';
import { findFinding, selectFindings } from './sql.ts';
import type { FindingRow } from './sql.ts';

const usualPage = 20;

/** What was found in what one's branch owns. @throws Fault quality.not-permitted, http.invalid-cursor */
export async function listFindings(
  quality: Quality,
  context: Context,
  asked: FindingQuery,
): Promise<Page<FindingRow>> {
  const { limit = usualPage, cursor, sort = '-number', mine } = asked;
  const filter = {
    owner: await branchForList(quality, context, 'findings'),
    resource: asked.resource ?? null,
    rule: asked.rule ?? null,
    severity: asked.severity ?? null,
    state: asked.state ?? null,
    handler: mine === undefined ? null : context.actor.id,
  };
  const rows = await selectFindings(quality.app, filter, sort, numberIn(cursor), limit);
  return pageByNumber(rows, limit);
}

/** @throws Fault quality.finding-not-found, quality.not-permitted */
export async function getFinding(quality: Quality, context: Context, number: number): Promise<FindingRow> {
  const detail = { step: 'view', finding: numbered('QF', number) };
  return attempted(context, { act: 'finding', detail }, async () => {
    const owner = branchOf(quality, context);
    const row = await findFinding(quality.app, number);
    if (row && (owner === null || row.owner === owner)) return row;
    throw fault('finding-not-found', { number: detail.finding });
  });
}
