import { useQuery } from '@tanstack/react-query';
import { api, type Text } from '#web/kit/index.ts';

/** An approval by a second person, as `GET /api/v1/approvals` lists it. */
export interface Approval {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
  /** `resource/record id` */
  readonly subject: string;
  readonly payload: { readonly version?: number; readonly reason?: string; readonly basis?: string };
  readonly requestedByName: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly state: 'open' | 'approved' | 'refused' | 'used' | 'expired';
  readonly decidedByName: string | null;
  readonly mayDecide: boolean;
  readonly mayUse: boolean;
}

const erasure = 'records.erase';

/** Approvals of erasures that one asked for or may decide on. */
export function useErasureApprovals(state: 'open' | 'all') {
  return useQuery({
    queryKey: ['desk', 'approvals', state],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const query = { state, limit: 100 };
      const { items } = await api.get<{ items: readonly Approval[] }>('/api/v1/approvals', { query, signal });
      return items.filter((item) => item.kind === erasure);
    },
  });
}
