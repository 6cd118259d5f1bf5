import { useQueries, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { api, type QueryValue } from '../core/api.ts';
import { nowMs } from '../core/clock.ts';
import type { Language, Text } from '../core/text.ts';
import { formatInstant } from '../core/time.ts';

export interface CodeItem {
  readonly code: string;
  readonly label: Text;
  /** Pinyin initials (`hz` for 户主). */
  readonly initials?: string;
  /** No longer to be used for new records, but still named in old ones. */
  readonly retired?: boolean;
}

export interface CodeList {
  readonly items: readonly CodeItem[];
  /** False when the list is longer than one page: then `useCodeSearch` finds, and labels are asked one by one. */
  readonly whole: boolean;
}

/** Code lists change with a release of the standards, not while someone works. */
const codeListAgeMs = 60 * 60_000;

/** As many values as the catalogue gives at once; a longer list is searched on the server. */
const maxItems = 100;

/** A code list from its beginning; `known` codes (of a form's plan) are taken as they are. */
export function useCodeList(id: string | undefined, known?: readonly CodeItem[]) {
  const asked = useQuery({ ...askFor(id ?? '', { limit: maxItems }), enabled: !!id && !known });
  return known ? { ...asked, data: { items: known, whole: true } } : asked; // never cached: two forms may know different codes
}

/** What a search in a long code list finds, best first; idle while nothing is typed. */
export function useCodeSearch(id: string, typed: string) {
  return useQuery({ ...askFor(id, { q: typed, limit: maxItems }), enabled: typed !== '' });
}

/** The items of these codes, as far as they are known: from the list, or one by one when it is long. */
export function useCodeItems(
  id: string,
  codes: readonly string[],
  known?: readonly CodeItem[],
): ReadonlyMap<string, CodeItem> {
  const { data } = useCodeList(id, known);
  const held = new Map(data?.items.map((item) => [item.code, item]));
  const missing = data && !data.whole ? codes.filter((code) => !held.has(code)) : [];
  const asked = useQueries({ queries: missing.map((code) => askFor(id, { q: code, limit: maxItems })) });
  for (const item of asked.flatMap((answer) => answer.data?.items ?? [])) held.set(item.code, item);
  return held;
}

/** The label of a code, or the code itself while unknown: a value is never hidden. */
export function labelOf(items: ReadonlyMap<string, CodeItem>, code: string, language: Language): string {
  const item = items.get(code);
  return item ? item.label[language] || item.label.zh : code;
}

/** Whether what is typed finds an item: by part of a label, start of the code, or part of the pinyin initials. */
export function matchesCode(item: CodeItem, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return (
    !wanted ||
    item.code.toLowerCase().startsWith(wanted) ||
    item.label.zh.includes(wanted) ||
    item.label.en.toLowerCase().includes(wanted) ||
    (item.initials ?? '').includes(wanted)
  );
}

/** A code value as the catalogue answers it. */
interface CodeValueWire {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Last day in force, as a date; null while it is. */
  readonly to: string | null;
  readonly pinyin: string | null;
}

function askFor(id: string, query: Readonly<Record<string, QueryValue>>) {
  return {
    queryKey: ['code-list', id, query],
    staleTime: codeListAgeMs,
    gcTime: codeListAgeMs,
    queryFn: async ({ signal }) => {
      const path = `/api/v1/catalogue/code-lists/${encodeURIComponent(id)}`;
      const answer = await api.get<{ items: readonly CodeValueWire[]; nextCursor: string | null }>(path, {
        query,
        signal,
      });
      return { items: answer.items.map(itemOf), whole: answer.nextCursor === null };
    },
  } satisfies UseQueryOptions<CodeList>;
}

function itemOf({ code, zh, en, to, pinyin }: CodeValueWire): CodeItem {
  const retired = to !== null && to < formatInstant(nowMs(), 'day');
  return {
    code,
    label: { zh, en },
    ...(pinyin ? { initials: pinyin } : {}),
    ...(retired ? { retired } : {}),
  };
}
