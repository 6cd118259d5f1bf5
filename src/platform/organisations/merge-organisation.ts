import type { Context } from '#security/context/index.ts';
import { lockRegistry, selectChildrenInUse, updateAbolished } from './change-sql.ts';
import { eventWriter, getInUse, replaceState, requireDay, requireParent } from './change-parts.ts';
import type { Ground } from './change-parts.ts';
import { fault } from './errors.ts';
import { recorded } from './organisations.ts';
import type { Organisations } from './organisations.ts';

export interface MergeInput extends Ground {
  readonly code: string;
  /** The one that goes on. */
  readonly into: string;
}

/**
 * Merges an organisation into another: its code ends, what stood under it stands under the other.
 * @throws Fault organisations.* as the errors say
 */
export async function mergeOrganisation(
  organisations: Organisations,
  context: Context,
  input: MergeInput,
): Promise<{ readonly code: string }> {
  const { code, into, ...ground } = input;
  return recorded(organisations, context, { record: code, change: 'merge' }, async (tx) => {
    await lockRegistry(tx);
    const ending = await getInUse(tx, code);
    const going = await getInUse(tx, into);
    requireDay(context, ending, ground.effectiveOn);
    requireDay(context, going, ground.effectiveOn);
    if (code === into) throw fault('cycle', { code }, { pointer: '/into' });
    const write = eventWriter(tx, context, ground);
    const children = await selectChildrenInUse(tx, code);
    for (const child of children) {
      requireDay(context, child, ground.effectiveOn);
      await requireParent(tx, child.code, into);
      await replaceState(organisations, tx, child, { ...child, parent: into }, ground.effectiveOn);
      await write('moved', child.code, [code, into]);
    }
    await updateAbolished(tx, code, ground.effectiveOn);
    await write('merged', code, [into]);
    await write('absorbed', into, [code]);
    return { answer: { code: into }, detail: { into }, count: children.length + 2 };
  });
}
