import { useState } from 'react';
import type { TableColumn } from './table-types.ts';

/** Which columns a person keeps in view, per table, in this browser. Unknown names from an older release are dropped. */
export function useColumnChoice<Row>(id: string, columns: readonly TableColumn<Row>[]) {
  const key = `minqiao.columns.${id}`;
  const usual = columns.filter((column) => !column.hidden).map((column) => column.key);
  const [chosen, setChosen] = useState<readonly string[]>(() => readChoice(key) ?? usual);
  const visible = columns.filter((column) => chosen.includes(column.key));
  return {
    visible: visible.length > 0 ? visible : columns,
    chosen,
    /** The choice, once it is another than the usual one. */
    own: chosen.join() === usual.join() ? undefined : chosen,
    choose(next: readonly string[]) {
      localStorage.setItem(key, JSON.stringify(next));
      setChosen(next);
    },
    reset() {
      localStorage.removeItem(key);
      setChosen(usual);
    },
  };
}

function readChoice(key: string): readonly string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(stored) && stored.length > 0 ? stored.map(String) : undefined;
  } catch {
    return undefined;
  }
}
