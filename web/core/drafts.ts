import { nowMs } from './clock.ts';

/**
 * What someone is typing, kept in this tab (sessionStorage) so that a reload, a failed call or a session that ended
 * loses nothing. Not localStorage: a station's machine is shared, and drafts hold personal data. A draft belongs to
 * the account that typed it; when another account signs in in the same tab, the drafts of the first are removed.
 */
export interface Draft<T> {
  readonly values: T;
  readonly savedAtMs: number;
}

const prefix = 'minqiao.draft.';

/** A draft left over night on an unattended machine is forgotten. */
const maxAgeMs = 12 * 60 * 60 * 1000;

export function draftKey(account: string, form: string): string {
  return `${prefix}${account}.${form}`;
}

/** Saves a draft; returns false when the browser has no room or forbids it. */
export function saveDraft<T>(key: string, values: T): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify({ values, savedAtMs: nowMs() }));
    return true;
  } catch {
    return false;
  }
}

export function findDraft<T>(key: string): Draft<T> | undefined {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft<T> | null;
    if (!draft || typeof draft.savedAtMs !== 'number' || nowMs() - draft.savedAtMs > maxAgeMs)
      return undefined;
    return draft;
  } catch {
    return undefined;
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(key);
}

/** Removes every draft in this tab that `account` did not type. */
export function dropDraftsOfOthers(account: string): void {
  const mine = draftKey(account, '');
  const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(prefix) && !key.startsWith(mine)) sessionStorage.removeItem(key);
}
