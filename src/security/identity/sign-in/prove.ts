import type { Fault } from '#infrastructure/faults/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { lockAccount, updateState } from '../accounts/sql.ts';
import type { AccountRow } from '../accounts/sql.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { endSessionsOf, notifyChanged } from '../sessions/sql.ts';
import { secretMatches } from './pin.ts';
import type { HashedSecret } from './pin.ts';
import {
  countFailedAttempts,
  deleteFailedAttempts,
  findActivationCode,
  findPin,
  insertFailedAttempt,
} from './sql.ts';

/** Control 6. */
export const maxFailedAttempts = 5;
const attemptWindowMs = 15 * 60_000;

export interface Proof {
  readonly account: string;
  readonly secret: string;
  readonly kind: 'pin' | 'activation-code';
  /** What the secret is given for: the act of the entry when it is refused. */
  readonly act: 'sign-in' | 'unlock' | 'account-change';
  readonly step: string;
}

/**
 * Checks a PIN or code, then runs `work` in a transaction that holds the account. A wrong one counts; the fifth in 15
 * minutes locks the account until an administrator releases it. Whoever guesses on many connections at once gets no
 * more than five judged: the account is held while one is counted, and a locked account refuses the right PIN too.
 * @throws Fault identity.wrong-pin, wrong-code, no-pin, account-locked, account-not-active, busy
 */
export async function withProof<T>(
  identity: Identity,
  context: Context,
  proof: Proof,
  work: (tx: Tx, account: AccountRow) => Promise<T>,
): Promise<T> {
  const find = proof.kind === 'pin' ? findPin : findActivationCode;
  const kept = await find(identity.db, proof.account, context.at);
  const right = await secretMatches(identity.keys, proof.account, proof.secret, kept);
  const outcome = await identity.db.transaction(async (tx): Promise<{ refusal: Fault } | { value: T }> => {
    const account = await lockAccount(tx, proof.account);
    if (!account) return { refusal: fault('no-account') };
    const refusal = refuseState(account, context.at);
    if (refusal) return { refusal: await refuse(tx, context, proof, refusal) };
    const unchanged = sameSecret(kept, await find(tx, proof.account, context.at));
    if (!right || !unchanged) return { refusal: await countFailure(tx, context, proof, kept) };
    await deleteFailedAttempts(tx, account.id);
    return { value: await work(tx, account) };
  });
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

/** Whether an account may act at all. Employment that has ended counts at once, not when the nightly job sees it. */
export function refuseState(
  account: Pick<AccountRow, 'state' | 'employmentEndsAt'>,
  at: Date,
): Fault | undefined {
  if (account.state === 'locked') return fault('account-locked');
  const left = account.employmentEndsAt !== null && account.employmentEndsAt <= at;
  return account.state === 'active' && !left ? undefined : fault('account-not-active');
}

/** The PIN may have been changed while this one was being checked. */
function sameSecret(before: HashedSecret | undefined, now: HashedSecret | undefined): boolean {
  return before !== undefined && now !== undefined && before.hash.equals(now.hash);
}

async function countFailure(
  tx: Tx,
  context: Context,
  proof: Proof,
  kept: HashedSecret | undefined,
): Promise<Fault> {
  await insertFailedAttempt(tx, proof.account, context.at);
  const since = new Date(context.at.getTime() - attemptWindowMs);
  const failures = await countFailedAttempts(tx, proof.account, since);
  if (failures >= maxFailedAttempts) await lockAfterFailures(tx, context, proof.account, failures);
  if (proof.kind === 'activation-code') return refuse(tx, context, proof, fault('wrong-code'));
  const refusal = kept ? fault('wrong-pin', { limit: maxFailedAttempts }) : fault('no-pin');
  return refuse(tx, context, proof, refusal);
}

async function lockAfterFailures(tx: Tx, context: Context, account: string, failures: number): Promise<void> {
  await updateState(tx, account, 'locked', 'failed-attempts', context.at);
  await endSessionsOf(tx, account, context.at, 'account-locked');
  await notifyChanged(tx, account);
  await appendEntries(tx, [
    entryFor(context, {
      act: 'lock',
      outcome: 'permitted',
      reason: 'failed-attempts',
      resource: 'account',
      record: account,
      detail: { failures },
    }),
  ]);
}

async function refuse(tx: Tx, context: Context, proof: Proof, refusal: Fault): Promise<Fault> {
  await appendEntries(tx, [
    entryFor(context, {
      act: proof.act,
      outcome: 'refused',
      reason: refusal.code,
      resource: 'account',
      record: proof.account,
      detail: { step: proof.step },
    }),
  ]);
  return refusal;
}
