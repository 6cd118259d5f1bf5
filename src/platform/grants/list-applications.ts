import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Application, State } from './application.ts';
import { fault } from './errors.ts';
import { decides } from './grants.ts';
import type { Granting } from './grants.ts';
import { selectApplications } from './sql.ts';

export interface ApplicationQuery {
  /** `own`: what the own branch applied for and holds; `owner`: what the own branch decides. */
  readonly side: 'own' | 'owner';
  readonly state?: State | undefined;
  /** Only grants that end within `remindDays`. */
  readonly ending?: 'soon' | undefined;
  /** Only those to which no answer came in time. */
  readonly late?: 'overdue' | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const usualPage = 20;
const dayMs = 86_400_000;

/** Applications and grants of one's side, newest first. @throws Fault grants.not-permitted */
export async function listApplications(
  granting: Granting,
  context: Context,
  { side, state, ending, late, limit = usualPage, cursor }: ApplicationQuery,
): Promise<{ readonly items: readonly Application[]; readonly nextCursor: string | null }> {
  const { kind, branch } = context.actor;
  if (kind !== 'officer' || (side === 'owner' && !decides(granting, context, { owner: branch })))
    throw fault('not-permitted');
  const remindMs = granting.settings.remindDays * dayMs;
  const found = await selectApplications(granting.app, {
    branch: side === 'own' ? branch : null,
    owner: side === 'owner' ? branch : null,
    state: state ?? null,
    at: context.at,
    isOverdue: late !== undefined,
    endingBefore: ending === undefined ? null : new Date(context.at.getTime() + remindMs),
    before: cursor === undefined ? null : placeOf(cursor),
    limit: limit + 1,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor([last.number]) : null };
}

/** @throws Fault http.invalid-cursor */
function placeOf(cursor: string): number {
  const [number] = decodeCursor(cursor, 1);
  if (Number.isSafeInteger(number)) return number as number;
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}
