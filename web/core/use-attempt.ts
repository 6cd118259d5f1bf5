import { useState } from 'react';

interface Attempting {
  readonly busy: boolean;
  readonly problem?: unknown;
}

/** One thing at a time that the server may refuse: whether it is under way, and why it failed. */
export function useAttempt(): Attempting & { readonly attempt: (work: () => Promise<unknown>) => void } {
  const [state, setState] = useState<Attempting>({ busy: false });
  const run = async (work: () => Promise<unknown>) => {
    setState({ busy: true });
    try {
      await work();
      setState({ busy: false });
    } catch (problem) {
      setState({ busy: false, problem });
    }
  };
  return { ...state, attempt: (work) => void run(work) };
}
