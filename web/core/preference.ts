import { useSyncExternalStore } from 'react';

/** A person's choice about how pages look, kept in this browser and shared by all open tabs. */
export interface Preference<T extends string> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

/**
 * Makes a preference stored under `minqiao.<name>`. A stored value outside `allowed` (an older release, a curious
 * hand) counts as absent. Storage may be forbidden by policy: then the choice lasts as long as the page.
 */
export function preference<T extends string>(name: string, allowed: readonly T[], initial: T): Preference<T> {
  const key = `minqiao.${name}`;
  const listeners = new Set<() => void>();
  const parse = (stored: string | null) => allowed.find((value) => value === stored) ?? initial;
  let current = parse(readStored(key));
  const announce = () => listeners.forEach((listener) => listener());
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return;
    current = parse(event.newValue);
    announce();
  });
  return {
    get: () => current,
    set(value) {
      current = value;
      writeStored(key, value);
      announce();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The preference's value, re-rendering when it changes. */
export function usePreference<T extends string>(from: Preference<T>): T {
  return useSyncExternalStore(from.subscribe, from.get, from.get);
}

function readStored(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function writeStored(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Storage full or forbidden: the choice still holds for this page.
  }
}
