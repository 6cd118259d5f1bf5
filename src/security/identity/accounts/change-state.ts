import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { revokeHeld } from '#security/certificates/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { endSessionsOf } from '../sessions/sql.ts';
import { deleteActivationCode, deleteFailedAttempts, deletePin } from '../sign-in/sql.ts';
import { holdAccount } from './hold-account.ts';
import { recordChange } from './record-change.ts';
import { updateState } from './sql.ts';
import type { AccountState } from './sql.ts';

/** suspend and resume; release after failed attempts or a threat; threaten = key or person in wrong hands; end. */
export type StateChange = 'suspend' | 'resume' | 'release' | 'threaten' | 'end';

interface Step {
  readonly from: readonly AccountState[];
  readonly to: AccountState;
  readonly role: 'system-administrator' | 'security-administrator';
}

/** Who may move an account from where to where. Nothing leads out of `ended`, and no time does what a person must. */
export const stateChanges: Readonly<Record<StateChange, Step>> = {
  suspend: { from: ['active'], to: 'suspended', role: 'system-administrator' },
  resume: { from: ['suspended'], to: 'active', role: 'system-administrator' },
  release: { from: ['locked', 'threatened'], to: 'active', role: 'security-administrator' },
  threaten: { from: ['active', 'suspended', 'locked'], to: 'threatened', role: 'system-administrator' },
  end: { from: ['active', 'suspended', 'locked', 'threatened'], to: 'ended', role: 'system-administrator' },
};

/**
 * Moves somebody else's account to another state. Except for resume and release, all their sessions end in the same
 * transaction; with threaten and end the certificate is revoked too.
 * @throws Fault identity.no-account, own-account, wrong-state
 */
export function changeState(
  identity: Identity,
  context: Context,
  input: { readonly id: string; readonly change: StateChange; readonly reason: string },
): Promise<void> {
  const { id, change, reason } = input;
  const attempt = {
    act: 'account-change',
    resource: 'account',
    record: id,
    detail: { step: change },
  } as const;
  return recorded(identity, context, attempt, async (tx) => {
    const account = await holdAccount(tx, context, id);
    const { from, to } = stateChanges[change];
    if (!from.includes(account.state)) throw fault('wrong-state', { state: account.state });
    await enterState(tx, context, id, to, reason);
    await recordChange(tx, context, id, { step: change, state: to });
    if (change === 'release') await deleteFailedAttempts(tx, id);
  });
}

/** What a state means for everything that the account could act with. */
export async function enterState(
  tx: Tx,
  context: Context,
  id: string,
  state: AccountState,
  reason: string,
): Promise<void> {
  await updateState(tx, id, state, reason, context.at);
  if (state === 'active') return;
  await endSessionsOf(tx, id, context.at, `account-${state}`);
  if (state === 'threatened') await revokeHeld(tx, context, id, 'key-compromise');
  if (state !== 'ended') return;
  await revokeHeld(tx, context, id, 'cessation');
  await deletePin(tx, id);
  await deleteActivationCode(tx, id);
}
