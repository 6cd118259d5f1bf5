import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { findAccount } from '../accounts/sql.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { hashSecret, requireStrongPin } from '../sign-in/pin.ts';
import { withProof } from '../sign-in/prove.ts';
import { upsertPin } from '../sign-in/sql.ts';
import type { KnownSession } from './session-cache.ts';
import {
  endOneSession,
  endSessionsOf,
  lockSessionNow,
  notifyChanged,
  updateAuthenticated,
  updateNotice,
} from './sql.ts';
import { newToken } from './token.ts';

/** The person has read that use is restricted, monitored and recorded (control 13). */
export async function acknowledgeNotice(
  identity: Identity,
  context: Context,
  session: KnownSession,
): Promise<void> {
  await identity.db.transaction(async (tx) => {
    if (!(await updateNotice(tx, session.id, context.at))) return;
    await record(tx, context, 'sign-in', session.id, 'notice-acknowledged');
  });
}

/** Locks the screen at its owner's wish. */
export async function lockSession(
  identity: Identity,
  context: Context,
  session: KnownSession,
): Promise<void> {
  await identity.db.transaction(async (tx) => {
    if (!(await lockSessionNow(tx, session.id, context.at))) return;
    await record(tx, context, 'lock', session.id, 'by-owner');
  });
}

/** Signs out. The token is dead in every process when this returns, or 2 s later where the notice got lost. */
export async function signOut(identity: Identity, context: Context, session: KnownSession): Promise<void> {
  await identity.db.transaction(async (tx) => {
    await endOneSession(tx, session.id, context.at, 'signed-out');
    await record(tx, context, 'sign-out', session.id, 'by-owner');
  });
}

/**
 * Ends a session: one's own, or anybody's when `administers`.
 * @throws Fault identity.no-session
 */
export async function endSession(
  identity: Identity,
  context: Context,
  input: { readonly id: string; readonly administers: boolean },
): Promise<void> {
  await identity.db.transaction(async (tx) => {
    const ended = await endOneSession(
      tx,
      input.id,
      context.at,
      input.administers ? 'by-administrator' : 'by-owner',
    );
    if (!ended || (!input.administers && ended.account !== context.actor.id)) throw fault('no-session');
    await record(
      tx,
      context,
      'sign-out',
      input.id,
      ended.account === context.actor.id ? 'by-owner' : 'by-administrator',
    );
  });
}

/**
 * Proves the person's presence again, to unlock the screen or before a privileged act. As after each authentication the
 * token is a new one; the session keeps its end. Demonstration sessions have no PIN: anything opens them.
 * @throws Fault identity.wrong-pin, account-locked, no-session
 */
export async function authenticateAgain(
  identity: Identity,
  context: Context,
  session: KnownSession,
  input: { readonly pin: string; readonly act: 'unlock' | 'sign-in' },
): Promise<string> {
  const { token, hash } = newToken();
  const renew = async (tx: Tx): Promise<string> => {
    if (!(await updateAuthenticated(tx, session.id, hash, context.at))) throw fault('no-session');
    await record(tx, context, input.act, session.id, 'again');
    return token;
  };
  if (session.assurance === 'demo' && identity.config.profile === 'demo')
    return identity.db.transaction(renew);
  const proof = {
    account: session.account,
    secret: input.pin,
    kind: 'pin',
    act: input.act,
    step: 'again',
  } as const;
  return withProof(identity, context, proof, renew);
}

/**
 * Changes the PIN; all other sessions of the account end and this one gets a new token (control 8).
 * @throws Fault identity.weak-pin, wrong-pin
 */
export async function changePin(
  identity: Identity,
  context: Context,
  session: KnownSession,
  input: { readonly pin: string; readonly newPin: string },
): Promise<string> {
  const account = await findAccount(identity.db, session.account);
  requireStrongPin(input.newPin, account?.policeNumber ?? null);
  const pin = await hashSecret(identity.keys, session.account, input.newPin);
  const { token, hash } = newToken();
  const proof = {
    account: session.account,
    secret: input.pin,
    kind: 'pin',
    act: 'account-change',
    step: 'pin-change',
  } as const;
  return withProof(identity, context, proof, async (tx) => {
    await upsertPin(tx, session.account, pin, context.at);
    await endSessionsOf(tx, session.account, context.at, 'pin-changed', session.id);
    if (!(await updateAuthenticated(tx, session.id, hash, context.at))) throw fault('no-session');
    await notifyChanged(tx, session.account);
    await record(tx, context, 'account-change', session.id, 'pin-changed');
    return token;
  });
}

async function record(
  tx: Tx,
  context: Context,
  act: 'sign-in' | 'sign-out' | 'lock' | 'unlock' | 'account-change',
  session: string,
  step: string,
): Promise<void> {
  await notifyChanged(tx, session);
  await appendEntries(tx, [
    entryFor(context, { act, outcome: 'permitted', resource: 'session', record: session, detail: { step } }),
  ]);
}
