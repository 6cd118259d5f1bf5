/** What this browser keeps between visits: the key it trusts, the last checkpoint, the person's own tag. */
import type { Known } from './check-accesses.ts';

const keysItem = 'minqiao.ledger.keys';
const checkpointItem = 'minqiao.ledger.checkpoint';
const tagItem = (account: string): string => `minqiao.ledger.tag.${account}`;

function read(item: string): string | null {
  try {
    return localStorage.getItem(item);
  } catch {
    return null; // storage forbidden: each visit is the first
  }
}

function write(item: string, value: string): void {
  try {
    localStorage.setItem(item, value);
  } catch {
    // storage forbidden: nothing is remembered
  }
}

export interface TrustedKeys {
  /** What is trusted: as noted before, or what the server offered first. */
  readonly keys: readonly string[];
  readonly state: 'first' | 'same' | 'changed';
  /** What the server offers now. */
  readonly offered: readonly string[];
}

/** The keys noted at the first visit, compared with those offered now. A key is never replaced without being asked. */
export function trustedKeys(offered: readonly string[]): TrustedKeys {
  const noted = (read(keysItem) ?? '').split('\n').filter((line) => line !== '');
  if (noted.length === 0) {
    acceptKeys(offered);
    return { keys: offered, state: 'first', offered };
  }
  return { keys: noted, state: offered.some((key) => noted.includes(key)) ? 'same' : 'changed', offered };
}

/** Trusts these keys from now on; what was remembered under others is forgotten with them. */
export function acceptKeys(keys: readonly string[]): void {
  write(keysItem, keys.join('\n'));
  try {
    localStorage.removeItem(checkpointItem);
  } catch {
    // storage forbidden: there is nothing to forget
  }
}

export function remembered(account: string): Known {
  return { checkpoint: read(checkpointItem), tag: read(tagItem(account)) };
}

/** Call only with what was proven. */
export function remember(account: string, checkpoint: string, tag: string): void {
  write(checkpointItem, checkpoint);
  write(tagItem(account), tag);
}
