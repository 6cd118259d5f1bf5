import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { problemFrom } from '../core/api.ts';
import { useText } from '../core/language.ts';
import type { ApiProblem } from '../core/problem.ts';
import type { Text } from '../core/text.ts';
import { usePresence } from './Presence.tsx';

export interface Acting {
  /** Does it; undefined when it failed (see `problem`) or the person gave up proving their presence. */
  readonly run: <T>(act: () => Promise<T>, said?: Text) => Promise<{ readonly value: T } | undefined>;
  readonly problem: ApiProblem | undefined;
  readonly busy: boolean;
  readonly forget: () => void;
}

/**
 * An act of the person at the screen: asks for the PIN where the server wants it, says what went wrong, and reads anew
 * what it changed: every table, and the queries whose keys begin so.
 */
export function useAct(changes: readonly (readonly string[])[] = []): Acting {
  const t = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const withPresence = usePresence();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const run: Acting['run'] = async (act, said) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await withPresence(async () => ({ value: await act() }));
      if (!done) return undefined;
      if (said) message.success(t(said));
      await Promise.all([['table'], ...changes].map((queryKey) => client.invalidateQueries({ queryKey })));
      return done;
    } catch (thrown) {
      setProblem(problemFrom(thrown));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, problem, busy, forget: () => setProblem(undefined) };
}
