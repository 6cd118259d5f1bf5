import { numberIn, pageByNumber } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { attempted, numbered, record } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { NoticeQuery } from '../schema.ts';
import { selectNotices, updateAcknowledged } from './sql.ts';
import type { NoticeRow } from './sql.ts';

const usualPage = 20;

/** Which values that one received were found wrong since. */
export async function listNotices(
  { app }: Quality,
  { actor }: Context,
  { state, sort = '-number', limit = usualPage, cursor }: NoticeQuery,
): Promise<Page<NoticeRow>> {
  return pageByNumber(
    await selectNotices(app, actor.id, state ?? null, sort, numberIn(cursor), limit),
    limit,
  );
}

/** Says that one knows; a second time changes nothing. @throws Fault quality.notice-not-found */
export async function acknowledgeNotice(
  { app }: Quality,
  context: Context,
  number: number,
): Promise<NoticeRow> {
  const detail = { step: 'acknowledge', correction: numbered('QC', number) };
  return attempted(context, { act: 'correction', detail }, () =>
    app.transaction(async (tx) => {
      const found = await updateAcknowledged(tx, context.actor.id, number, context.at);
      if (!found) throw fault('notice-not-found');
      const { row, isNew } = found;
      if (!isNew) return row;
      await record(tx, context, { act: 'correction', resource: row.resource, fields: [row.field], detail });
      return row;
    }),
  );
}
