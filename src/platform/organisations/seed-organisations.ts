import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { insertEvent, insertOrganisations, upsertWordings } from './change-sql.ts';
import type { NewOrganisation } from './change-sql.ts';
import { selectNames } from './sql.ts';
import { openInitials, wordsOf } from './words.ts';

/**
 * Puts the first organisations into the registry, parents first: the demonstration's, or the node's own agency. Those
 * that it has already are left as they are. Returns how many were new.
 */
export async function seedOrganisations(
  tx: Tx,
  context: Context,
  rows: readonly NewOrganisation[],
  basis: string,
): Promise<number> {
  const known = await selectNames(
    tx,
    rows.map(({ code }) => code),
  );
  const fresh = rows.filter(({ code }) => !known.some((one) => one.code === code));
  if (fresh.length === 0) return 0;
  const initials = await openInitials();
  await insertOrganisations(tx, fresh);
  await upsertWordings(
    tx,
    fresh.map((row) => {
      const letters = initials(row.nameZh);
      return { code: row.code, initials: letters, words: wordsOf(row, letters) };
    }),
  );
  for (const { code, establishedOn } of fresh)
    await insertEvent(tx, { code, kind: 'established', effectiveOn: establishedOn, basis, related: [], byAccount: context.actor.id, at: context.at }); // prettier-ignore
  const entry = { act: 'organisation-change', outcome: 'permitted', resource: 'organisation-code', count: fresh.length, detail: { change: 'seed' } } as const; // prettier-ignore
  await appendEntries(tx, [entryFor(context, entry)]);
  return fresh.length;
}
