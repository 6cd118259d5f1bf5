import type { Context } from '#security/context/index.ts';
import { hasRole, requireOneOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { pageOf, placeOf } from './page.ts';
import type { Page, PageAsked } from './page.ts';
import { unitPrefix } from './supervision.ts';
import { selectVisits } from './visit-sql.ts';
import type { VisitRow } from './visit-sql.ts';

export interface VisitsAsked extends PageAsked {
  readonly state?: 'open' | 'closed' | 'expired';
  readonly reason?: string;
  /** All visits at the unit, for its supervisor; otherwise one's own. */
  readonly whose: 'mine' | 'unit';
}

/** Visits by the time they were opened. @throws Fault desk.not-permitted, http.invalid-cursor */
export async function listVisits(desk: Desk, context: Context, asked: VisitsAsked): Promise<Page<VisitRow>> {
  requireOneOf(context, 'verifier', 'supervisor');
  const whole = asked.whose === 'unit' && hasRole(context, 'supervisor');
  const filter = {
    officer: whole ? null : context.actor.id,
    unitPrefix: whole ? unitPrefix(context.actor) : '',
    state: asked.state ?? null,
    reason: asked.reason ?? null,
    at: context.at,
  };
  const rows = await selectVisits(desk.app, filter, asked.descending, placeOf(asked), asked.limit);
  return pageOf(rows, asked.limit, (row) => ({ at: row.openedAt, reference: row.reference }));
}
