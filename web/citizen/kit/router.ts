import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from 'react';

/** A router in a page: history, links, parameters. Citizens' pages are few, and every kilobyte is waited for. */
const listeners = new Set<() => void>();
const announce = () => listeners.forEach((listener) => listener());
globalThis.addEventListener?.('popstate', announce);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says below which address the pages live (`/citizen`). */
export const RouterBase = createContext('');

/** Holds the parameters of the page's path. */
export const PageParams = createContext<Readonly<Record<string, string>>>({});

/** The path below the base, without query. */
export function usePath(): string {
  const base = useContext(RouterBase);
  const path = useSyncExternalStore(subscribe, () => globalThis.location.pathname);
  return path.startsWith(base) ? path.slice(base.length) || '/' : '/';
}

/** One value of the query. */
export function useQueryValue(name: string): string | undefined {
  const search = useSyncExternalStore(subscribe, () => globalThis.location.search);
  return new URLSearchParams(search).get(name) ?? undefined;
}

/** The `$name` parameters of the page's path. */
export function usePageParams(): Readonly<Record<string, string>> {
  return useContext(PageParams);
}

/** `const go = useGo()`, then `go('/accesses')`. */
export function useGo(): (to: string) => void {
  const base = useContext(RouterBase);
  return useCallback(
    (to: string) => {
      globalThis.history.pushState(null, '', base + (to === '/' && base ? '' : to));
      globalThis.scrollTo(0, 0);
      announce();
    },
    [base],
  );
}

/** Moves the reader to the new page's h1 after going somewhere, as a full page load would. */
export function useFocusOnArrival(path: string): void {
  useEffect(() => {
    if (path !== firstPath) document.querySelector<HTMLElement>('h1')?.focus();
    firstPath = undefined;
  }, [path]);
}

/** The page that was loaded: the browser has put the reader at its top already. */
let firstPath: string | undefined = globalThis.location?.pathname;
