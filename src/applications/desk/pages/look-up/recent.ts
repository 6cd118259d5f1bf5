import { useCallback, useState } from 'react';
import type { Text } from '#web/kit/index.ts';

/** One look-up of this session, without anything about the person: when, what kind, for which purpose, what came of it. */
export interface RecentLookUp {
  readonly at: string;
  readonly resource: Text;
  readonly key: Text;
  readonly purpose: string | null;
  readonly outcome: 'found' | 'nothing' | 'refused' | 'failed' | 'match' | 'no-match' | 'not-held';
  readonly count?: number;
  readonly receipt?: string;
}

const maxKept = 30; // a busy hour; more is in the ledger

/** The look-ups made in this tab by this account, latest first. */
export function useRecentLookUps(account: string): [readonly RecentLookUp[], (next: RecentLookUp) => void] {
  const place = `minqiao.look-ups.${account}`;
  const [list, setList] = useState(() => read(place));
  const add = useCallback(
    (next: RecentLookUp) => {
      const kept = [next, ...read(place)].slice(0, maxKept);
      sessionStorage.setItem(place, JSON.stringify(kept));
      setList(kept);
    },
    [place],
  );
  return [list, add];
}

function read(place: string): readonly RecentLookUp[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? (kept as RecentLookUp[]) : [];
  } catch {
    return [];
  }
}
