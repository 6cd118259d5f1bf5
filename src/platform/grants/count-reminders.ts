import type { Context } from '#security/context/index.ts';
import { fault } from './errors.ts';
import { decides } from './grants.ts';
import type { Granting } from './grants.ts';
import type { RemindersWire } from './schema.ts';
import { countDue } from './sql.ts';

const dayMs = 86_400_000;

/** What is due on either side: answers that are owed, grants that end within the days of grants.yaml. @throws Fault grants.not-permitted */
export async function countReminders(granting: Granting, context: Context): Promise<RemindersWire> {
  const { kind, branch } = context.actor;
  if (kind !== 'officer') throw fault('not-permitted');
  const { remindDays: days, status } = granting.settings;
  const soon = new Date(context.at.getTime() + days * dayMs);
  const { own, owner } = await countDue(granting.app, branch, context.at, soon);
  return {
    days,
    draft: status === 'draft',
    own,
    owner: decides(granting, context, { owner: branch }) ? owner : null,
  };
}
