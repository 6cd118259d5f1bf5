import { systemContext } from '#security/context/index.ts';
import type { Identity } from '../identity.ts';
import { deleteOldSessions } from '../sessions/sql.ts';
import { deleteOldChallenges } from '../sign-in/sql.ts';
import { enterState } from './change-state.ts';
import { recordChange } from './record-change.ts';
import { lockExpiredAccounts, tryTidyLock } from './sql.ts';

const dayMs = 86_400_000;
const unusedDays = 90; // control 11
const keepSessionsDays = 7; // for "my sessions" and questions about last week; the ledger has them for good
const batchSize = 200; // accounts held at once

/**
 * The periodic job of control 11, to be run every hour: accounts whose employment ended are ended (they could not act
 * since that instant), those unused for 90 days are suspended. Any number of processes may run it at once. Returns how
 * many accounts changed.
 */
export async function expireAccounts(identity: Identity, at: Date): Promise<number> {
  let changed = 0;
  let found: number;
  do {
    found = await expireBatch(identity, at);
    changed += found;
  } while (found === batchSize);
  await identity.db.transaction(async (tx) => {
    if (!(await tryTidyLock(tx))) return;
    await deleteOldSessions(tx, new Date(at.getTime() - keepSessionsDays * dayMs));
    await deleteOldChallenges(tx, at);
  });
  return changed;
}

function expireBatch(identity: Identity, at: Date): Promise<number> {
  const context = systemContext(identity.config.agency, 'expire-accounts', at);
  const unusedSince = new Date(at.getTime() - unusedDays * dayMs);
  return identity.db.transaction(async (tx) => {
    const accounts = await lockExpiredAccounts(tx, at, unusedSince, batchSize);
    for (const { id, left } of accounts) {
      const [state, reason] = left
        ? (['ended', 'employment-ended'] as const)
        : (['suspended', 'unused'] as const);
      await enterState(tx, context, id, state, reason);
      await recordChange(tx, context, id, { step: 'expire', state, reason });
    }
    return accounts.length;
  });
}
