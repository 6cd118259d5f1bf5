import type { Cite } from '#platform/catalogue/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Purposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor, recordRefusal } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { findIdentifier } from './find-identifier.ts';
import type { DeskSettings } from './settings.ts';

/** What the use cases of this module work with. */
export interface Desk {
  readonly app: Database;
  readonly purposes: Purposes;
  readonly settings: DeskSettings;
  readonly cite: Cite;
}

type Role = 'registrar' | 'verifier' | 'supervisor';

/** Refuses whoever has none of these roles. @throws Fault desk.not-permitted */
export function requireOneOf(context: Context, ...roles: readonly Role[]): void {
  if (context.actor.kind !== 'officer' || !hasRole(context, ...roles)) throw fault('not-permitted');
}

/** Whether the actor has one of these roles. */
export function hasRole(context: Context, ...roles: readonly Role[]): boolean {
  return roles.some((role) => context.actor.roles.includes(role));
}

/**
 * Free text appears in lists, so it may hold no number by which a person could be found.
 * @throws Fault desk.note-identifies with the position
 */
export function cleanNote(text: string | undefined, at: Date, pointer = '/note'): string | null {
  const trimmed = text?.trim() ?? '';
  const position = findIdentifier(trimmed, at);
  if (position !== null) throw fault('note-identifies', { position }, { pointer });
  return trimmed === '' ? null : trimmed;
}

type Act = Pick<EntryInput, 'act' | 'purpose' | 'resource' | 'count' | 'detail'>;

/** Writes the entry of an act into the act's own transaction (conventions 10). Returns the receipt. */
export async function recordAct(tx: Tx, context: Context, act: Act): Promise<string> {
  const [entry] = await appendEntries(tx, [entryFor(context, { ...act, outcome: 'permitted' })]);
  return entry?.id ?? '';
}

/**
 * Runs `work` in one transaction. When it is refused, nothing of it remains but the refusal's entry in the ledger,
 * durable before the reader learns of it.
 */
export async function inOneAct<T>(
  desk: Desk,
  context: Context,
  act: Act,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return recordRefusal(context, act, () => desk.app.transaction(work));
}
