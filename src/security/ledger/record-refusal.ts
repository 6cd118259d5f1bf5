import { Fault } from '#infrastructure/faults/index.ts';
import type { Context } from '#security/context/index.ts';
import { ledger } from './append-entries.ts';
import { entryFor } from './compose-entry.ts';
import type { EntryInput } from './compose-entry.ts';

/** What is being attempted, for the entry of a refusal. */
export type Attempt = Omit<
  EntryInput,
  'outcome' | 'reason' | 'actor' | 'session' | 'requestId' | 'address' | 'seal'
>;

/**
 * Carries out an act that writes the entry of its success in its own transaction. When it is refused, nothing of it
 * remains but the refusal's entry: who tried what and why not (control 26), durable before anybody learns of it.
 * `isOurs` passes over refusals that whoever made them recorded already.
 */
export async function recordRefusal<T>(
  context: Context,
  attempt: Attempt,
  work: () => Promise<T>,
  isOurs: (code: string) => boolean = () => true,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault) || error.status >= 500 || !isOurs(error.code)) throw error;
    await ledger.append(entryFor(context, { ...attempt, outcome: 'refused', reason: error.code }));
    throw error;
  }
}
