import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordRefusal } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import type { Identity } from './identity.ts';

type Act = EntryInput['act'];

/** What is being attempted, for the entry of a refusal. `work` itself writes the entry of its success. */
export interface Attempt {
  readonly act: Act;
  readonly resource: string;
  /** uuid of the account, session or approval that it is about. */
  readonly record?: string | null;
  readonly detail?: Record<string, string | number | boolean>;
}

/**
 * Runs an administrative act in one transaction. If it is refused, nothing of it remains but an entry that says who
 * tried what and why not (control 26).
 */
export async function recorded<T>(
  identity: Identity,
  context: Context,
  attempt: Attempt,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return recordRefusal(context, attempt, () => identity.db.transaction(work));
}
