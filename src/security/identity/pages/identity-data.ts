import { useQuery } from '@tanstack/react-query';
import { api, useAct, type Acting } from '#web/kit/index.ts';
import type { AccountDetail, ApprovalItem, RoleItem } from '../schema.ts';

const rolesAgeMs = 60 * 60_000; // declared with a release of the packs

interface Items<T> {
  readonly items: readonly T[];
}

/** All roles, as declared. */
export function useRoles() {
  return useQuery({
    queryKey: ['identity', 'roles'],
    staleTime: rolesAgeMs,
    queryFn: async ({ signal }) => (await api.get<Items<RoleItem>>('/api/v1/roles', { signal })).items,
  });
}

/** One account with its certificates and sessions. */
export function useAccount(id: string) {
  return useQuery({
    queryKey: ['identity', 'account', id],
    staleTime: 0,
    queryFn: ({ signal }) => api.get<AccountDetail>(`/api/v1/accounts/${encodeURIComponent(id)}`, { signal }),
  });
}

/** Approvals to decide on or to use. */
export function useApprovals(state: 'open' | 'all') {
  return useQuery({
    queryKey: ['identity', 'approvals', state],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (
        await api.get<Items<ApprovalItem>>('/api/v1/approvals', {
          signal,
          query: { state: 'all', limit: 100 },
        })
      ).items,
    select: (items) =>
      state === 'all'
        ? items
        : items.filter((item) => item.mayDecide || item.mayUse || item.state === 'open'),
  });
}

/** An act of an administrator; accounts, sessions and approvals are read again after it. */
export function useIdentityAct(): Acting {
  return useAct([
    ['identity', 'account'],
    ['identity', 'approvals'],
    ['identity', 'mine'],
  ]);
}
