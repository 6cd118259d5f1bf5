import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { newToken, tokenHash } from '../sessions/token.ts';
import { insertChallenge, takeChallenge } from './sql.ts';

const validMs = 60_000; // control 10

/** A new challenge of 256 bits for the owner of a certificate; usable once, within a minute, with that certificate. */
export async function makeChallenge(
  identity: Identity,
  certificate: string,
  at: Date,
): Promise<{ challenge: string; expiresAt: Date }> {
  const { token, hash } = newToken();
  const expiresAt = new Date(at.getTime() + validMs);
  await insertChallenge(identity.db, hash, certificate, expiresAt);
  return { challenge: token, expiresAt };
}

/**
 * Uses a challenge up. It is gone even if what follows fails.
 * @throws Fault identity.invalid-challenge
 */
export async function useChallenge(
  identity: Identity,
  challenge: string,
  certificate: string,
  at: Date,
): Promise<void> {
  const hash = tokenHash(challenge);
  if (!hash || !(await takeChallenge(identity.db, hash, certificate, at))) throw fault('invalid-challenge');
}
