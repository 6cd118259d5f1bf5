import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useSyncExternalStore,
  type MouseEvent,
  type ReactNode,
} from 'react';

/** A router in a page: history, links, parameters. Citizens' pages are few, and every kilobyte is waited for. */
const listeners = new Set<() => void>();
const announce = () => listeners.forEach((listener) => listener());
globalThis.addEventListener?.('popstate', announce);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const BaseContext = createContext('');
const ParamsContext = createContext<Readonly<Record<string, string>>>({});

/** Says below which address the pages live (`/citizen`). */
export const RouterBase = BaseContext;

/** The path below the base, without query. */
export function usePath(): string {
  const base = useContext(BaseContext);
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
  return useContext(ParamsContext);
}

export const PageParams = ParamsContext;

/** `const go = useGo()`, then `go('/accesses')`. */
export function useGo(): (to: string) => void {
  const base = useContext(BaseContext);
  return useCallback(
    (to: string) => {
      globalThis.history.pushState(null, '', base + (to === '/' && base ? '' : to));
      globalThis.scrollTo(0, 0);
      announce();
    },
    [base],
  );
}

interface LinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
}

export function Link({ to, children, className, current = false }: LinkProps) {
  const base = useContext(BaseContext);
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={base + (to === '/' && base ? '' : to)}
      className={className}
      onClick={follow}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </a>
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
