import { useState } from 'react';
import type { ListQuery } from './table-types.ts';

/** A way of looking at a list that somebody gave a name: what is in the address, and the columns. */
export interface SavedView {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
}

/** More than this and nobody finds theirs; the oldest goes. */
const maxViews = 12;
export const maxViewName = 30; // characters

/**
 * The named views of one table, kept in this browser. Private filters (names, identity numbers) are no part of them:
 * only what may stand in the address is kept.
 */
export function useSavedViews(id: string) {
  const key = `minqiao.views.${id}`;
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(key));
  const become = (next: readonly SavedView[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return {
    views,
    save: (view: SavedView) =>
      become([...views.filter(({ name }) => name !== view.name), view].slice(-maxViews)),
    remove: (name: string) => become(views.filter((view) => view.name !== name)),
  };
}

/** What of a question may be kept: its public filters, sort and page size, as they stand in the address. */
export function addressOf(query: ListQuery, publicNames: readonly string[]): Record<string, string> {
  const filters = Object.entries(query.filters).filter(([name]) => publicNames.includes(name));
  return {
    ...Object.fromEntries(filters),
    ...(query.sort ? { sort: query.sort } : {}),
    limit: String(query.limit),
  };
}

function readViews(key: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(it: unknown): it is SavedView {
  const { name, query, columns } = (it ?? {}) as Partial<SavedView>;
  return typeof name === 'string' && typeof query === 'object' && query !== null && Array.isArray(columns);
}
