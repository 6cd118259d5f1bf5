import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { plainText } from '../core/plain-text.ts';

/** `const go = useGo()`, then `go('/registration/person')`; `replace` leaves no step in the history. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to, options = {}) => void navigate({ ...splitAddress(to), replace: options.replace ?? false }),
    [navigate],
  );
}

/** The `$name` parameters of the page's path. */
export function usePageParams(): Readonly<Record<string, string>> {
  return useParams({ strict: false });
}

export type UrlState = Readonly<Record<string, string>>;

/** The query of the address as plain strings, and a way to change parts of it (undefined removes). */
export function useUrlState(): [UrlState, (patch: Readonly<Record<string, string | undefined>>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => stringsOf(location.search as Record<string, unknown>), [location.search]);
  const change = useCallback(
    (patch: Readonly<Record<string, string | undefined>>) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (old: Record<string, unknown>) => withoutEmpty({ ...stringsOf(old), ...patch }),
      }),
    [navigate],
  );
  return [state, change];
}

/** How the router reads and writes queries: plain strings, as everyone else on the web does. */
export const plainSearch = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const text = new URLSearchParams(stringsOf(search)).toString();
    return text ? `?${text}` : '';
  },
};

/** An address as the router takes it: path and query apart. */
export function splitAddress(to: string): { to: string; search: never } {
  const [path = '/', query = ''] = to.split('?');
  return { to: path, search: plainSearch.parseSearch(query) as never };
}

function stringsOf(search: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, plainText(value)]])),
  );
}

function withoutEmpty(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => !!entry[1]));
}
