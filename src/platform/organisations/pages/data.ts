import { useQuery } from '@tanstack/react-query';
import { api, useAct, useSession, type Acting } from '#web/kit/index.ts';
import type { ImportItem, ImportState, OrganisationDetail, OrganisationItem } from '../schema.ts';

export const path = '/api/v1/organisations';
export const importsPath = `${path}/imports`;
const pollMs = 1000;

export type Child = OrganisationItem & { readonly hasChildren: boolean };

/** Whether the person at the screen keeps the registry. */
export function useMaintainer(): boolean {
  return useSession().actor.roles.includes('standards-officer');
}

export function useOrganisation(code: string) {
  return useQuery({
    queryKey: ['organisations', 'one', code],
    queryFn: ({ signal }) => api.get<OrganisationDetail>(`${path}/${encodeURIComponent(code)}`, { signal }),
  });
}

/** One level of the tree, at most a hundred at a time. */
export function fetchChildren(parent: string | undefined, on: string | undefined, cursor?: string) {
  return api.get<{ items: readonly Child[]; nextCursor: string | null }>(`${path}/children`, {
    query: { parent, on, cursor, limit: 100 },
  });
}

const active: readonly ImportState[] = ['receiving', 'waiting', 'checking', 'accepted', 'applying'];
export const isActive = (state: ImportState): boolean => active.includes(state);

/** One import, followed while it goes on. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['organisations', 'import', id],
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<ImportItem>(`${importsPath}/${encodeURIComponent(id)}`, { signal, background: true }),
    refetchInterval: ({ state: { data } }) => (data && isActive(data.state) ? pollMs : false),
  });
}

/** An act on the registry; what it changed is read again. */
export function useRegistryAct(): Acting {
  return useAct([['organisations']]);
}
