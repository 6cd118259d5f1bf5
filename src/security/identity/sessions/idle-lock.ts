import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { actorOf, contextOf } from '../actor.ts';
import type { Origin } from '../actor.ts';
import type { Identity } from '../identity.ts';
import type { KnownSession } from './session-cache.ts';
import { lockIdleSession, notifyChanged, touchSession } from './sql.ts';

/** Use is written down this often at most: a session may lock this much early, never late. */
const touchMs = 10_000;
const touchesPerLock = 20; // for short idle times, as in tests: 5 % early at most

/**
 * Whether the screen is locked: by its owner, or because nobody used it for the configured time (control 7). The first
 * process that notices writes the lock down, unless another one has seen the session in use.
 */
export async function isIdleLocked(
  identity: Identity,
  session: KnownSession,
  tokenHash: Buffer,
  origin: Origin,
): Promise<boolean> {
  if (session.lockedAt) return true;
  const idleSince = new Date(origin.at.getTime() - identity.config.idleLockMs);
  if (session.usedMs > idleSince.getTime()) return false;
  const locked = await identity.db.transaction(async (tx) => {
    if (!(await lockIdleSession(tx, session.id, origin.at, idleSince))) return false;
    const context = contextOf(
      identity,
      actorOf(identity, { ...session, id: session.account }),
      origin,
      session.id,
    );
    await appendEntries(tx, [
      entryFor(context, {
        act: 'lock',
        outcome: 'permitted',
        reason: 'idle',
        resource: 'session',
        record: session.id,
      }),
    ]);
    await notifyChanged(tx, session.id);
    return true;
  });
  identity.sessions.forget(tokenHash);
  if (locked) return true;
  const fresh = await identity.sessions.find(tokenHash); // used or locked elsewhere: what does the database say?
  return !fresh || fresh.lockedAt !== null || fresh.usedMs <= idleSince.getTime();
}

/** Moves the idle time on. Only requests by which a person uses the product count, not what a page does by itself. */
export async function noteUse(identity: Identity, session: KnownSession, at: Date): Promise<void> {
  const atMs = at.getTime();
  const everyMs = Math.min(touchMs, identity.config.idleLockMs / touchesPerLock);
  session.usedMs = Math.max(session.usedMs, atMs);
  if (atMs - session.touchedMs < everyMs) return;
  session.touchedMs = atMs;
  await touchSession(identity.db, session.id, at);
}
