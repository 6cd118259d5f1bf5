import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { api, problemFrom, usePresence, useText, type ApiProblem, type Text } from '#web/kit/index.ts';
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

/** What was read about accounts, sessions and approvals is read again. */
export function useIdentityRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['identity', 'account'] }),
      client.invalidateQueries({ queryKey: ['identity', 'approvals'] }),
      client.invalidateQueries({ queryKey: ['identity', 'mine'] }),
      client.invalidateQueries({ queryKey: ['table'] }),
    ]);
  };
}

/** An act of an administrator: asks for the PIN where needed, shows what went wrong, reads anew what it changed. */
export function useAct() {
  const t = useText();
  const { message } = App.useApp();
  const withPresence = usePresence();
  const refresh = useIdentityRefresh();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const run = async <T>(act: () => Promise<T>, said?: Text): Promise<{ readonly value: T } | undefined> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await withPresence(async () => ({ value: await act() }));
      if (!done) return undefined;
      if (said) message.success(t(said));
      await refresh();
      return done;
    } catch (thrown) {
      setProblem(problemFrom(thrown));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, problem, busy, forget: () => setProblem(undefined) };
}
