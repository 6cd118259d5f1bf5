import { useSyncExternalStore } from 'react';
import type { Language } from '../../core/text.ts';

/** A page that is open: where, and what it is called. */
export interface WorkTab {
  /** Path with query, below /app. */
  readonly address: string;
  readonly path: string;
  readonly title: string;
  /** The language of the title: pages name themselves in the one in force. */
  readonly language: Language;
}

/** More open pages than this and the oldest goes: a strip of 30 tabs helps nobody. */
const maxTabs = 10;
const key = 'minqiao.tabs';

let tabs: readonly WorkTab[] = read();
const listeners = new Set<() => void>();

function become(next: readonly WorkTab[]): void {
  tabs = next;
  sessionStorage.setItem(key, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The open pages of this browser tab, kept over a reload, oldest first. */
export function useWorkTabs() {
  const open = useSyncExternalStore(subscribe, () => tabs);
  return { open, visit, name, close };
}

function visit(path: string, address: string, title: string, language: Language): void {
  const known = tabs.find((tab) => tab.path === path);
  if (known?.address === address) return;
  if (known) return become(tabs.map((tab) => (tab === known ? { ...tab, address } : tab)));
  become([...tabs, { path, address, title, language }].slice(-maxTabs));
}

function name(path: string, title: string, language: Language): void {
  const known = tabs.find((tab) => tab.path === path);
  if (!known || (known.title === title && known.language === language)) return;
  become(tabs.map((tab) => (tab === known ? { ...tab, title, language } : tab)));
}

/** Closes a tab; returns the one to go to when it was the present one. */
function close(path: string): WorkTab | undefined {
  const at = tabs.findIndex((tab) => tab.path === path);
  const neighbour = tabs[at + 1] ?? tabs[at - 1];
  become(tabs.filter((tab) => tab.path !== path));
  return neighbour;
}

function read(): readonly WorkTab[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as readonly WorkTab[];
  } catch {
    return [];
  }
}
