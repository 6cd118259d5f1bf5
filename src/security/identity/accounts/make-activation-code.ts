import { randomInt } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { endSessionsOf } from '../sessions/sql.ts';
import { hashSecret } from '../sign-in/pin.ts';
import { deletePin, upsertActivationCode } from '../sign-in/sql.ts';
import { holdAccount } from './hold-account.ts';
import { recordChange } from './record-change.ts';

const validMs = 72 * 3_600_000; // over a weekend
/** No letter or digit that could be taken for another; 12 of them have 59 random bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 12;

/**
 * Resets an officer's PIN: the old one is gone, their sessions end, and the code, shown this once, lets whoever also
 * has the certificate choose a new one.
 * @throws Fault identity.no-account, own-account, wrong-state
 */
export async function makeActivationCode(
  identity: Identity,
  context: Context,
  input: { readonly id: string },
): Promise<{ code: string; expiresAt: Date }> {
  const code = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  const hashed = await hashSecret(identity.keys, input.id, code);
  const expiresAt = new Date(context.at.getTime() + validMs);
  const attempt = {
    act: 'account-change',
    resource: 'account',
    record: input.id,
    detail: { step: 'pin-reset' },
  } as const;
  return recorded(identity, context, attempt, async (tx) => {
    const account = await holdAccount(tx, context, input.id);
    if (account.kind !== 'officer' || account.state === 'ended')
      throw fault('wrong-state', { state: account.state });
    await deletePin(tx, account.id);
    await endSessionsOf(tx, account.id, context.at, 'pin-reset');
    await upsertActivationCode(tx, account.id, hashed, context.actor.id, context.at, expiresAt);
    await recordChange(tx, context, account.id, { step: 'pin-reset' });
    return { code, expiresAt };
  });
}
