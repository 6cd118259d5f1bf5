import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { lockAccount } from './sql.ts';
import type { AccountRow } from './sql.ts';

/**
 * Holds somebody else's account until the transaction ends.
 * @throws Fault identity.no-account, identity.own-account
 */
export async function holdAccount(tx: Tx, context: Context, id: string): Promise<AccountRow> {
  if (id === context.actor.id) throw fault('own-account');
  const account = await lockAccount(tx, id);
  if (!account) throw fault('no-account');
  return account;
}
