import { fault } from '../errors.ts';
import { findAccount, listDemoIdentities } from '../accounts/sql.ts';
import type { DemoIdentityRow } from '../accounts/sql.ts';
import type { Origin } from '../actor.ts';
import type { Identity } from '../identity.ts';
import { openSession } from '../sessions/open-session.ts';
import type { OpenedSession } from '../sessions/open-session.ts';
import { refuseState } from './prove.ts';

const maxIdentities = 60; // what one page shows without a search

/** The people whom a visitor of the demonstration may be. */
export function listIdentities(identity: Identity): Promise<DemoIdentityRow[]> {
  return listDemoIdentities(identity.db, maxIdentities);
}

/**
 * Signs in as a person of the demonstration, with no proof at all. Its routes exist in profile demo only; it refuses
 * everywhere else in case they ever should.
 * @throws Fault identity.no-account, account-locked, account-not-active
 */
export async function signInAsDemo(
  identity: Identity,
  origin: Origin,
  input: { readonly account: string },
): Promise<OpenedSession> {
  const account = await findAccount(identity.db, input.account);
  if (identity.config.profile !== 'demo' || !account?.demo) throw fault('no-account');
  const refusal = refuseState(account, origin.at);
  if (refusal) throw refusal;
  return identity.db.transaction((tx) =>
    openSession(tx, identity, origin, { account, assurance: 'demo', certificate: null }),
  );
}
