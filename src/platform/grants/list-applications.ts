import { numberIn, pageByNumber } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Application } from './application.ts';
import { fault } from './errors.ts';
import { decides } from './grants.ts';
import type { Granting } from './grants.ts';
import type { ApplicationQuery } from './schema.ts';
import { selectApplications } from './sql.ts';

const usualPage = 20;
const dayMs = 86_400_000;

/** Applications and grants of one's side, newest first unless it is said otherwise. @throws Fault grants.not-permitted */
export async function listApplications(
  granting: Granting,
  context: Context,
  { side, state, resource, ending, late, sort = '-number', limit = usualPage, cursor }: ApplicationQuery,
): Promise<Page<Application>> {
  const { kind, branch } = context.actor;
  if (kind !== 'officer' || (side === 'owner' && !decides(granting, context, { owner: branch })))
    throw fault('not-permitted');
  const remindMs = granting.settings.remindDays * dayMs;
  const filter = {
    branch: side === 'own' ? branch : null,
    owner: side === 'owner' ? branch : null,
    state: state ?? null,
    resource: resource ?? null,
    at: context.at,
    isOverdue: late !== undefined,
    endingBefore: ending === undefined ? null : new Date(context.at.getTime() + remindMs),
  };
  return pageByNumber(await selectApplications(granting.app, filter, sort, numberIn(cursor), limit), limit);
}
