import { useMemo, useState } from 'react';
import { useUrlState } from '../navigation.ts';
import type { ListQuery, TableFilter } from './table-types.ts';

export const pageSizes: readonly number[] = [20, 50, 100];

export interface TableState {
  readonly query: ListQuery;
  readonly page: number;
  readonly filtered: boolean;
  readonly setFilters: (filters: Readonly<Record<string, string>>) => void;
  readonly setSort: (sort: string | undefined) => void;
  /** Takes up another question at once: filters, sort and page size as in the address. */
  readonly show: (address: Readonly<Record<string, string>>) => void;
  readonly setLimit: (limit: number) => void;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
  readonly first: () => void;
}

/**
 * Filters, sort and page size live in the address, so that a list can be sent to a colleague and survives a reload;
 * private filters and the cursors of the pages passed live in memory.
 */
export function useTableState(
  filters: readonly TableFilter[],
  defaultSort: string | undefined,
  address = '',
): TableState {
  const [url, changeUrl] = useOwnUrl(address);
  const [privately, setPrivately] = useState<Readonly<Record<string, string>>>({});
  const limit = pageSizes.find((size) => String(size) === url['limit']) ?? pageSizes[0] ?? 20;
  const sort = url['sort'] ?? defaultSort;
  const publicNames = filters.filter((filter) => !filter.private).map((filter) => filter.name);
  const values = { ...privately, ...pick(url, publicNames) };
  const [cursors, setCursors] = useCursors(JSON.stringify([values, sort, limit]));
  const cursor = cursors.at(-1);
  return {
    query: useStable({ limit, filters: values, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) }),
    page: cursors.length + 1,
    filtered: Object.keys(values).length > 0,
    setFilters(next) {
      setCursors([]);
      setPrivately(
        pick(
          next,
          filters.filter((filter) => filter.private).map((filter) => filter.name),
        ),
      );
      changeUrl(Object.fromEntries(publicNames.map((name) => [name, next[name] || undefined])));
    },
    setSort(next) {
      setCursors([]);
      changeUrl({ sort: next === defaultSort ? undefined : next });
    },
    show(address) {
      setCursors([]);
      setPrivately({});
      const names = [...publicNames, 'sort', 'limit'];
      changeUrl(Object.fromEntries(names.map((name) => [name, address[name] || undefined])));
    },
    setLimit(next) {
      setCursors([]);
      changeUrl({ limit: next === pageSizes[0] ? undefined : String(next) });
    },
    next: (nextCursor) => setCursors([...cursors, nextCursor]),
    previous: () => setCursors(cursors.slice(0, -1)),
    first: () => setCursors([]),
  };
}

/** The part of the address that belongs to this table: names that begin so, without the beginning. */
function useOwnUrl(beginning: string): ReturnType<typeof useUrlState> {
  const [url, change] = useUrlState();
  if (beginning === '') return [url, change];
  const own = Object.entries(url).filter(([name]) => name.startsWith(beginning));
  return [
    Object.fromEntries(own.map(([name, value]) => [name.slice(beginning.length), value])),
    (next) =>
      change(Object.fromEntries(Object.entries(next).map(([name, value]) => [beginning + name, value]))),
  ];
}

/** The cursors of the pages passed; another question starts at the first page again. */
function useCursors(question: string): [readonly string[], (cursors: readonly string[]) => void] {
  const [state, setState] = useState({ question, cursors: [] as readonly string[] });
  return [state.question === question ? state.cursors : [], (cursors) => setState({ question, cursors })];
}

function useStable(query: ListQuery): ListQuery {
  const text = JSON.stringify(query);
  return useMemo(() => JSON.parse(text) as ListQuery, [text]);
}

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, from[name]]] : [])));
}
