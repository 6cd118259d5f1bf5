import { useQuery } from '@tanstack/react-query';
import { api, callForFile } from '#web/kit/index.ts';
import type { TableFilter, Tone } from '#web/kit/index.ts';
import type { SettingsWire } from '../schema.ts';
import { actTitles, outcomeTitles, texts } from './texts.ts';

export const outcomeTones: Readonly<Record<string, Tone>> = {
  permitted: 'good',
  refused: 'warn',
  failed: 'bad',
};

/** Reasons, outcomes and resources to choose from. */
export function useSettings(): SettingsWire | undefined {
  return useQuery({
    queryKey: ['oversight-settings'],
    queryFn: () => api.get<SettingsWire>('/api/v1/oversight/settings'),
  }).data;
}

/** The verification keys that this node publishes, one line each. */
export function useLedgerKeys(): readonly string[] | undefined {
  return useQuery({ queryKey: ['ledger-keys'], queryFn: fetchKeys }).data;
}

export async function fetchKeys(): Promise<string[]> {
  const file = await callForFile('GET', '/ledger/key');
  return (await file.text()).split('\n').filter((line) => line !== '');
}

/** What entries are searched by; all of it may stand in an address. */
export function entryFilters(settings: SettingsWire | undefined): TableFilter[] {
  const choices = (titles: typeof actTitles) =>
    Object.entries(titles).map(([value, label]) => ({ value, label }));
  const resources = (settings?.resources ?? []).map(({ code, zh, en }) => ({
    value: code,
    label: { zh, en },
  }));
  return [
    { name: 'from', label: texts.from, kind: 'date' },
    { name: 'to', label: texts.to, kind: 'date' },
    { name: 'act', label: texts.act, kind: 'choice', options: choices(actTitles) },
    { name: 'outcome', label: texts.outcome, kind: 'choice', options: choices(outcomeTitles) },
    { name: 'resource', label: texts.resource, kind: 'choice', options: resources },
    { name: 'officer', label: texts.officer, kind: 'text', placeholder: texts.officerHint },
    { name: 'organisation', label: texts.organisation, kind: 'text' },
    { name: 'purposeReference', label: texts.purposeReference, kind: 'text' },
    { name: 'requestId', label: texts.requestId, kind: 'text' },
  ];
}
