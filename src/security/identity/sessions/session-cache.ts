import { monotonicMs } from '#infrastructure/clock/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { findSession } from './sql.ts';
import type { SessionRow } from './sql.ts';

/** Control 18: a changed permission takes effect in at most 5 s, also when the notice of the change is lost. */
const maxAgeMs = 2_000;
const maxEntries = 20_000; // all officers of a node at once; about 1 kB each

/** A session as this process knows it; `usedMs` and the last touch move on between two loads. */
export interface KnownSession extends SessionRow {
  usedMs: number;
  touchedMs: number;
}

export interface SessionCache {
  find(tokenHash: Buffer): Promise<KnownSession | undefined>;
  /** Forgets it here at once; other processes hear of it through the database. */
  forget(tokenHash: Buffer): void;
  close(): Promise<void>;
}

interface Entry {
  readonly loadedMs: number;
  readonly pending: Promise<KnownSession | undefined>;
  loaded?: KnownSession;
}

/** Remembers sessions for at most 2 s; a notice on channel `identity` with the id of a session or account drops them. */
export async function openSessionCache(
  db: Database,
  options: { maxAgeMs?: number } = {},
): Promise<SessionCache> {
  const entries = new Map<string, Entry>();
  const ageMs = options.maxAgeMs ?? maxAgeMs;
  const drop = (id: string): void => {
    for (const [key, entry] of entries) {
      const { loaded } = entry; // one that is still loading may have read the old state: it goes too
      if (!loaded || loaded.id === id || loaded.account === id) entries.delete(key);
    }
  };
  const unlisten = await db.listen('identity', drop);

  async function read(tokenHash: Buffer): Promise<KnownSession | undefined> {
    const row = await findSession(db, tokenHash);
    if (!row) return undefined;
    return { ...row, usedMs: row.lastUsedAt.getTime(), touchedMs: row.lastUsedAt.getTime() };
  }

  /** A guess, or an error, leaves nothing behind. */
  async function settle(key: string, entry: Entry): Promise<void> {
    const loaded = await entry.pending.catch(() => undefined);
    if (loaded) entry.loaded = loaded;
    else if (entries.get(key) === entry) entries.delete(key);
  }

  function load(key: string, tokenHash: Buffer): Promise<KnownSession | undefined> {
    const entry: Entry = { loadedMs: monotonicMs(), pending: read(tokenHash) };
    entries.delete(key);
    entries.set(key, entry);
    void settle(key, entry);
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value as string);
    return entry.pending;
  }

  return {
    find(tokenHash) {
      const key = tokenHash.toString('base64url');
      const known = entries.get(key);
      return known && monotonicMs() - known.loadedMs < ageMs ? known.pending : load(key, tokenHash);
    },
    forget: (tokenHash) => void entries.delete(tokenHash.toString('base64url')),
    close: unlisten,
  };
}
