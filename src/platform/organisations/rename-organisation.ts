import type { Context } from '#security/context/index.ts';
import { lockRegistry } from './change-sql.ts';
import { eventWriter, getInUse, replaceState, requireDay, requireValues } from './change-parts.ts';
import type { Ground } from './change-parts.ts';
import { fault } from './errors.ts';
import { recorded } from './organisations.ts';
import type { Organisations } from './organisations.ts';

export interface RenameInput extends Ground {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly shortName: string;
}

/** Another name from that day. @throws Fault organisations.* as the errors say */
export async function renameOrganisation(
  organisations: Organisations,
  context: Context,
  input: RenameInput,
): Promise<{ readonly code: string }> {
  const { code, nameZh, nameEn, shortName, ...ground } = input;
  return recorded(organisations, context, { record: code, change: 'rename' }, async (tx) => {
    await lockRegistry(tx);
    const before = await getInUse(tx, code);
    const after = { ...before, nameZh, nameEn, shortName };
    requireValues(organisations, context, after);
    requireDay(context, before, ground.effectiveOn);
    if (before.nameZh === nameZh && before.nameEn === nameEn && before.shortName === shortName)
      throw fault('nothing-changes');
    await replaceState(organisations, tx, before, after, ground.effectiveOn);
    await eventWriter(tx, context, ground)('renamed', code);
    return { answer: { code } };
  });
}
