import { Fault } from '#infrastructure/faults/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor, ledger } from '#security/ledger/index.ts';
import { findAccount } from '../accounts/sql.ts';
import type { AccountRow } from '../accounts/sql.ts';
import { actorOf, contextOf, strangerContext } from '../actor.ts';
import type { Origin } from '../actor.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { openSession } from '../sessions/open-session.ts';
import type { OpenedSession } from '../sessions/open-session.ts';
import { useChallenge } from './challenge.ts';
import { hashSecret, requireStrongPin } from './pin.ts';
import { withProof } from './prove.ts';
import { deleteActivationCode, upsertPin } from './sql.ts';

export interface CertificateProof {
  /** Serial of the certificate that the connection proved to own. */
  readonly certificate: string;
  readonly challenge: string;
}

/**
 * Signs an officer in: certificate and PIN (control 2). Each try, good or bad, is in the ledger.
 * @throws Fault identity.invalid-challenge and those of `withProof`; certificates.*
 */
export async function signIn(
  identity: Identity,
  origin: Origin,
  input: CertificateProof & { readonly pin: string },
): Promise<OpenedSession> {
  const context = await beginSignIn(identity, origin, input, 'sign-in');
  const proof = {
    account: context.actor.id,
    secret: input.pin,
    kind: 'pin',
    act: 'sign-in',
    step: 'pin',
  } as const;
  return withProof(identity, context, proof, (tx, account) =>
    openSession(tx, identity, origin, {
      account,
      assurance: 'certificate-and-pin',
      certificate: input.certificate,
    }),
  );
}

/**
 * Sets the PIN of whoever owns the certificate and got the activation code: at first use or after a reset. The code is
 * used up; signing in follows as a step of its own.
 * @throws Fault identity.wrong-code, weak-pin and those of `signIn`
 */
export async function activatePin(
  identity: Identity,
  origin: Origin,
  input: CertificateProof & { readonly code: string; readonly pin: string },
): Promise<void> {
  const context = await beginSignIn(identity, origin, input, 'activation');
  const account = await findAccount(identity.db, context.actor.id);
  requireStrongPin(input.pin, account?.policeNumber ?? null);
  const pin = await hashSecret(identity.keys, context.actor.id, input.pin);
  const proof = {
    account: context.actor.id,
    secret: input.code,
    kind: 'activation-code',
    act: 'account-change',
    step: 'activation-code',
  } as const;
  await withProof(identity, context, proof, async (tx, held) => {
    await upsertPin(tx, held.id, pin, origin.at);
    await deleteActivationCode(tx, held.id);
    await recordPinSet(tx, context);
  });
}

/** Certificate and challenge: from here on it is known whose account is being tried. */
async function beginSignIn(
  identity: Identity,
  origin: Origin,
  input: CertificateProof,
  step: string,
): Promise<Context> {
  let context = strangerContext(identity, origin);
  try {
    const account = await certificateOwner(identity, input.certificate, origin.at);
    context = contextOf(identity, actorOf(identity, account), origin, null);
    await useChallenge(identity, input.challenge, input.certificate, origin.at);
    return context;
  } catch (error) {
    if (error instanceof Fault) {
      const detail = { step, serial: input.certificate };
      await ledger.append(
        entryFor(context, { act: 'sign-in', outcome: 'refused', reason: error.code, detail }),
      );
    }
    throw error;
  }
}

/** @throws Fault certificates.*, identity.no-account */
export async function certificateOwner(identity: Identity, serial: string, at: Date): Promise<AccountRow> {
  const { holder } = await identity.certificates.status.require(serial, ['officer'], at);
  const account = await findAccount(identity.db, holder);
  if (!account) throw fault('no-account');
  return account;
}

async function recordPinSet(tx: Parameters<typeof upsertPin>[0], context: Context): Promise<void> {
  await appendEntries(tx, [
    entryFor(context, {
      act: 'account-change',
      outcome: 'permitted',
      resource: 'account',
      record: context.actor.id,
      detail: { step: 'pin-set' },
    }),
  ]);
}
