import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState } from 'react';
import { api, type PurposeReference } from '../../core/api.ts';
import { nowMs } from '../../core/clock.ts';
import type { Text } from '../../core/text.ts';

/** One of the officer's own purposes, as `GET /api/v1/purposes` lists them. */
export interface Purpose extends PurposeReference {
  readonly kindTitle: Text;
  readonly title: Text;
  readonly openedAt: string;
  readonly until?: string | null;
  readonly state: string;
}

export interface PurposeInForce {
  readonly purpose: Purpose | null;
  /** The purpose as `api` and the door want it; null when there is none or it has run out. */
  readonly reference: PurposeReference | null;
  readonly expired: boolean;
  readonly use: (purpose: Purpose | null) => void;
}

export const PurposeContext = createContext<PurposeInForce | undefined>(undefined);

/** The purpose in force on all pages of this tab: `api.post(path, body, { purpose: usePurpose().reference })`. */
export function usePurpose(): PurposeInForce {
  const inForce = useContext(PurposeContext);
  if (!inForce) throw new Error('usePurpose is for pages inside the officers’ shell');
  return inForce;
}

/** The officer's purposes; the server lists those of the person signed in only. */
export function usePurposes() {
  return useQuery({
    queryKey: ['purposes'],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: readonly Purpose[] }>('/api/v1/purposes', { signal })).items,
  });
}

/** Keeps the chosen purpose for this tab and this account: a purpose never passes to the next person. */
export function usePurposeChoice(account: string): PurposeInForce {
  const key = `minqiao.purpose.${account}`;
  const [purpose, setPurpose] = useState<Purpose | null>(() => readPurpose(key));
  return useMemo(() => {
    const expired = isExpired(purpose);
    return {
      purpose,
      expired,
      reference: purpose && !expired ? { kind: purpose.kind, reference: purpose.reference } : null,
      use: (next) => {
        if (next) sessionStorage.setItem(key, JSON.stringify(next));
        else sessionStorage.removeItem(key);
        setPurpose(next);
      },
    };
  }, [key, purpose]);
}

function isExpired(purpose: Purpose | null): boolean {
  return !!purpose?.until && new Date(purpose.until).getTime() <= nowMs();
}

function readPurpose(key: string): Purpose | null {
  try {
    const purpose = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Purpose | null;
    return typeof purpose?.title === 'object' ? purpose : null;
  } catch {
    return null;
  }
}
