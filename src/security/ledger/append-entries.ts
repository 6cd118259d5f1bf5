/** The append: durable with the transaction of the act, ordered later by the sequencer. */
import { groupCommit } from '#infrastructure/batching/index.ts';
import type { GroupCommit } from '#infrastructure/batching/index.ts';
import { nowMs } from '#infrastructure/clock/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { composeEntry } from './compose-entry.ts';
import type { EntryInput, EntryRow } from './compose-entry.ts';
import { fault } from './errors.ts';
import { ledgerSettings } from './settings.ts';
import { copyEntries, insertEntries } from './sql.ts';

/** What the appender is told: enough to find the entry again, and the leaf, which binds every word of it. */
export interface AppendedEntry {
  readonly id: string;
  readonly at: Date;
  readonly leaf: Buffer;
}

/** From here on COPY (two round trips, cheap rows) beats one INSERT (one round trip, dear rows). */
const COPY_FROM_ENTRIES = 12;
/** Most entries of one COPY: about 4 MB in memory. */
const MAX_COPY_ENTRIES = 8192;

/** Entries ready to be written: named, salted and hashed. */
export type ComposedEntries = readonly EntryRow[];

/** Composes before a lock is taken or a connection waits: hashing is what an entry costs here. */
export function composeEntries(entries: readonly EntryInput[]): ComposedEntries {
  const { agency } = ledgerSettings();
  const atMs = nowMs();
  return entries.map((entry) => composeEntry(entry, agency, atMs));
}

/** Appends what was composed, within the caller's transaction: as `appendEntries`. */
export async function appendComposed(tx: Tx, rows: ComposedEntries): Promise<AppendedEntry[]> {
  if (rows.length < COPY_FROM_ENTRIES) {
    if (rows.length > 0) await insertEntries(tx, rows);
  } else {
    for (let from = 0; from < rows.length; from += MAX_COPY_ENTRIES)
      await copyEntries(tx, rows.slice(from, from + MAX_COPY_ENTRIES));
  }
  return rows.map(({ id, atMs, leaf }) => ({ id, at: new Date(atMs), leaf }));
}

/**
 * Appends within the caller's transaction: the entries are durable exactly if the act is.
 * Errors must not be caught by the caller: without its entry the act must not happen.
 */
export async function appendEntries(tx: Tx, entries: readonly EntryInput[]): Promise<AppendedEntry[]> {
  return appendComposed(tx, composeEntries(entries));
}

/** Entries that share one commit, groups under way at once, and most waiting before appends are refused (429). */
const MAX_GROUP = 2048;
const MAX_GROUPS_IN_FLIGHT = 2;
const MAX_WAITING = 50_000;

let group: { database: Database; commit: GroupCommit<EntryInput, AppendedEntry> } | undefined;

function groupOf(database: Database): GroupCommit<EntryInput, AppendedEntry> {
  if (group?.database !== database) {
    const commit = groupCommit<EntryInput, AppendedEntry>({
      maxGroup: MAX_GROUP,
      maxInFlight: MAX_GROUPS_IN_FLIGHT,
      maxWaiting: MAX_WAITING,
      run: (entries) => database.transaction((tx) => appendEntries(tx, entries)),
    });
    group = { database, commit };
  }
  return group.commit;
}

/** For acts without a transaction of their own (a refusal, a sign-in): waiting entries share a commit. */
export const ledger = {
  /** Resolves when the entry is durable; a rejection means that the act must not happen. */
  append(entry: EntryInput): Promise<AppendedEntry> {
    const { database } = ledgerSettings();
    if (!database) return Promise.reject(fault('not-configured'));
    return groupOf(database).submit(entry);
  },
};
