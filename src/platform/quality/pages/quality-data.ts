import { useQuery } from '@tanstack/react-query';
import { api } from '#web/kit/index.ts';
import type { Purpose } from '#web/kit/index.ts';
import type { CorrectionAnswer, FindingWire, FormWire, OverviewWire, RunWire } from '../schema.ts';

export const qualityPath = '/api/v1/quality';

export function useOverview() {
  return useQuery({
    queryKey: ['quality-overview'],
    queryFn: ({ signal }) => api.get<OverviewWire>(`${qualityPath}/overview`, { signal }),
  });
}

const shownRuns = 5;
const progressMs = 1000;

/** The latest examinations; asked for again while one is under way, so that its progress is seen. */
export function useRuns() {
  return useQuery({
    queryKey: ['quality-runs'],
    queryFn: ({ signal }) =>
      api.get<{ items: readonly RunWire[] }>(`${qualityPath}/runs`, { query: { limit: shownRuns }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.state === 'waiting' || run.state === 'running')
        ? progressMs
        : false,
  });
}

export const findingKey = (number: string) => ['quality-finding', number];

export function useFinding(number: string) {
  return useQuery({
    queryKey: findingKey(number),
    queryFn: ({ signal }) => api.get<FindingWire>(`${qualityPath}/findings/${number}`, { signal }),
  });
}

export const correctionKey = (number: string) => ['quality-correction', number];

export function useCorrection(number: string) {
  return useQuery({
    queryKey: correctionKey(number),
    queryFn: ({ signal }) => api.get<CorrectionAnswer>(`${qualityPath}/corrections/${number}`, { signal }),
  });
}

export function useForm(resource: string) {
  return useQuery({
    queryKey: ['quality-form', resource],
    queryFn: ({ signal }) => api.get<FormWire>(`${qualityPath}/form`, { query: { resource }, signal }),
  });
}

/** The purpose that a finding or correction in hand is, as the purpose bar wants it. */
export async function findPurpose(reference: string): Promise<Purpose | undefined> {
  const { items } = await api.get<{ items: readonly Purpose[] }>('/api/v1/purposes');
  return items.find((purpose) => purpose.reference === reference);
}

/** Where a record is seen and corrected for the purpose in force. */
export function recordPlace({ resource, record }: { resource: { name: string }; record: string }): string {
  return `/registration/records/${resource.name}/${record}`;
}
