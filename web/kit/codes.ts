import { useQuery } from '@tanstack/react-query';
import { api } from '../core/api.ts';
import type { Language, Text } from '../core/text.ts';

export interface CodeItem {
  readonly code: string;
  readonly label: Text;
  /** Pinyin initials (`hz` for 户主); filled in here when the server gives none. */
  readonly initials?: string;
  /** No longer to be used for new records, but still named in old ones. */
  readonly retired?: boolean;
}

export interface CodeList {
  readonly items: readonly CodeItem[];
}

/** Code lists change with a release of the standards, not while someone works. */
const codeListAgeMs = 60 * 60_000;

/** Loads a code list by its identifier, once an hour; `known` codes (of a form's plan) are taken as they are. */
export function useCodeList(id: string | undefined, known?: readonly CodeItem[]) {
  return useQuery({
    queryKey: ['code-list', id, known ? 'of-a-form' : 'whole'],
    enabled: !!id && !known,
    ...(known ? { initialData: { items: known } } : {}),
    staleTime: codeListAgeMs,
    gcTime: codeListAgeMs,
    queryFn: async ({ signal }) =>
      withInitials(await api.get<CodeList>(`/api/v1/code-lists/${encodeURIComponent(id ?? '')}`, { signal })),
  });
}

/** The label of a code, or the code itself while unknown: a value is never hidden. */
export function labelOf(list: CodeList | undefined, code: string, language: Language): string {
  const item = list?.items.find((candidate) => candidate.code === code);
  return item ? item.label[language] || item.label.zh : code;
}

/** Whether what is typed finds an item: by part of a label, start of the code, or start of the pinyin initials. */
export function matchesCode(item: CodeItem, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return true;
  return (
    item.code.toLowerCase().startsWith(wanted) ||
    item.label.zh.includes(wanted) ||
    item.label.en.toLowerCase().includes(wanted) ||
    (item.initials ?? '').includes(wanted)
  );
}

async function withInitials(list: CodeList): Promise<CodeList> {
  if (list.items.every((item) => item.initials !== undefined)) return list;
  const { initialsOf } = await import('./pinyin.ts');
  return {
    items: list.items.map((item) => ({ ...item, initials: item.initials ?? initialsOf(item.label.zh) })),
  };
}
