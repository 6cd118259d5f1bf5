import { useRef, useState } from 'react';
import { newIdempotencyKey, problemFrom, type ApiProblem } from '#web/kit/index.ts';

/**
 * Opens something once, however often it is tried: the key stays the same until what is asked for changes, so that a
 * lost answer never opens a second one.
 */
export function useOpening(open: (idempotencyKey: string) => Promise<void>) {
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const key = useRef(newIdempotencyKey());
  return {
    problem,
    busy,
    /** To be called when the input changes. */
    renew: () => {
      key.current = newIdempotencyKey();
    },
    carryOut: async () => {
      setBusy(true);
      setProblem(undefined);
      try {
        await open(key.current);
      } catch (thrown) {
        setProblem(problemFrom(thrown));
      } finally {
        setBusy(false);
      }
    },
  };
}
