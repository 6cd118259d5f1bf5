import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { notifyChanged } from '../sessions/sql.ts';

/** Enters a change of an account in the ledger and tells every process to forget what it knew of it. */
export async function recordChange(
  tx: Tx,
  context: Context,
  account: string,
  detail: Record<string, string | number | boolean>,
): Promise<void> {
  await notifyChanged(tx, account);
  await appendEntries(tx, [
    entryFor(context, {
      act: 'account-change',
      outcome: 'permitted',
      resource: 'account',
      record: account,
      detail,
    }),
  ]);
}
