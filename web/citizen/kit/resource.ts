import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { problemFrom } from '../../core/api.ts';
import type { ApiProblem } from '../../core/problem.ts';

export type Resource<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ApiProblem }
  | { readonly status: 'ready'; readonly value: T };

/**
 * Loads once for each `key`, and again on `reload`. `load` gets a signal that ends with the page:
 * `useResource('accesses', (signal) => api.get<…>('/api/v1/…', { signal }))`.
 */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Resource<T> & { readonly reload: () => void } {
  const [round, setRound] = useState(0);
  const question = `${key}#${round}`;
  const [state, setState] = useState<{ readonly question: string; readonly resource: Resource<T> }>();
  const ask = useEffectEvent(load);
  useEffect(() => {
    const ending = new AbortController();
    const settle = (resource: Resource<T>) => !ending.signal.aborted && setState({ question, resource });
    ask(ending.signal).then(
      (value) => settle({ status: 'ready', value }),
      (thrown: unknown) => settle({ status: 'failed', problem: problemFrom(thrown) }),
    );
    return () => ending.abort();
  }, [question]);
  const reload = useCallback(() => setRound((value) => value + 1), []);
  const resource: Resource<T> = state?.question === question ? state.resource : { status: 'loading' };
  return { ...resource, reload };
}
