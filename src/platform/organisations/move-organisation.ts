import type { Context } from '#security/context/index.ts';
import { lockRegistry } from './change-sql.ts';
import { eventWriter, getInUse, replaceState, requireDay, requireParent } from './change-parts.ts';
import type { Ground } from './change-parts.ts';
import { fault } from './errors.ts';
import { recorded } from './organisations.ts';
import type { Organisations } from './organisations.ts';

export interface MoveInput extends Ground {
  readonly code: string;
  readonly parent: string | null;
}

/** Stands under another one from that day, with everything below it. @throws Fault organisations.* as the errors say */
export async function moveOrganisation(
  organisations: Organisations,
  context: Context,
  input: MoveInput,
): Promise<{ readonly code: string }> {
  const { code, parent, ...ground } = input;
  return recorded(organisations, context, { record: code, change: 'move' }, async (tx) => {
    await lockRegistry(tx);
    const before = await getInUse(tx, code);
    requireDay(context, before, ground.effectiveOn);
    if (before.parent === parent) throw fault('nothing-changes');
    await requireParent(tx, code, parent);
    await replaceState(organisations, tx, before, { ...before, parent }, ground.effectiveOn);
    const related = [before.parent, parent].filter((one) => one !== null);
    await eventWriter(tx, context, ground)('moved', code, related);
    return { answer: { code } };
  });
}
