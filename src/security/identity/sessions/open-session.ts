import { randomUUID } from 'node:crypto';
import type { Tx } from '#infrastructure/sql/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { updateLastUsed } from '../accounts/sql.ts';
import type { AccountRow } from '../accounts/sql.ts';
import { actorOf, contextOf } from '../actor.ts';
import type { Origin } from '../actor.ts';
import type { Identity } from '../identity.ts';
import { insertSession } from './sql.ts';
import type { Assurance } from './sql.ts';
import { newToken } from './token.ts';

export interface OpenedSession {
  readonly id: string;
  /** For the cookie; nothing keeps it but the browser. */
  readonly token: string;
  readonly account: string;
}

/** Opens a session after a successful authentication; the token is new each time (control 9). */
export async function openSession(
  tx: Tx,
  identity: Identity,
  origin: Origin,
  input: { readonly account: AccountRow; readonly assurance: Assurance; readonly certificate: string | null },
): Promise<OpenedSession> {
  const { account, assurance, certificate } = input;
  const { at, address } = origin;
  const id = randomUUID();
  const { token, hash } = newToken();
  const expiresAt = new Date(at.getTime() + identity.config.sessionMs);
  await insertSession(tx, {
    id,
    tokenHash: hash,
    account: account.id,
    assurance,
    certificate,
    address,
    at,
    expiresAt,
  });
  await updateLastUsed(tx, account.id, at);
  await appendEntries(tx, [
    entryFor(contextOf(identity, actorOf(identity, account), origin, id), {
      act: 'sign-in',
      outcome: 'permitted',
      resource: 'session',
      record: id,
      detail: { assurance, ...(certificate ? { serial: certificate } : {}) },
    }),
  ]);
  return { id, token, account: account.id };
}
