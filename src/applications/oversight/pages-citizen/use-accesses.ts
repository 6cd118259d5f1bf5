import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, api, callForFile, problemFrom, useSession } from '#web/citizen/kit/index.ts';
import type { AccessPageWire, AccessWire, CompletenessWire, GrowthWire } from '../schema.ts';
import { checkAccesses } from './proof/check-accesses.ts';
import type { Known, Report } from './proof/check-accesses.ts';
import { remember, remembered, trustedKeys } from './proof/remembered.ts';
import type { TrustedKeys } from './proof/remembered.ts';

/** Accesses fetched at a time; each comes with its proof of about a kilobyte. */
const pageSize = 30;
/** An entry is under a signed checkpoint within a second or two, and in the proof of completeness within five. */
const pendingMs = 4000;
const mostRetries = 4;

/** What was received, and what came of checking it. */
export interface Checked {
  readonly accesses: readonly AccessWire[];
  readonly nextCursor: string | null;
  readonly completeness: CompletenessWire;
  readonly trusted: TrustedKeys;
  readonly known: Known;
  readonly report: Report;
}

export type Accesses =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ApiProblem }
  | ({ readonly status: 'ready'; readonly loadingMore: boolean } & Checked);

/** The list with its proofs, checked here; `reload` asks anew, `loadOlder` adds a page. */
export function useAccesses(): { state: Accesses; reload: () => void; loadOlder: () => void } {
  const { actor } = useSession();
  const [state, setState] = useState<Accesses>({ status: 'loading' });
  const running = useRef<AbortController>(undefined);
  const reload = useCallback(() => {
    running.current?.abort();
    const ending = new AbortController();
    running.current = ending;
    const settle = (next: Accesses) => !ending.signal.aborted && setState(next);
    fetchFirst(actor.id, ending.signal).then(
      (checked) => settle({ status: 'ready', loadingMore: false, ...checked }),
      (thrown: unknown) => settle({ status: 'failed', problem: problemFrom(thrown) }),
    );
  }, [actor.id]);
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);
  usePendingRetry(state, reload);
  const loadOlder = () => {
    if (state.status !== 'ready' || state.nextCursor === null || state.loadingMore) return;
    setState({ ...state, loadingMore: true });
    fetchOlder(actor.id, state, state.nextCursor).then(
      (checked) => setState({ status: 'ready', loadingMore: false, ...checked }),
      (thrown: unknown) => setState({ status: 'failed', problem: problemFrom(thrown) }),
    );
  };
  return { state, reload, loadOlder };
}

/** Looks again for proofs that did not cover everything yet, a few times. */
function usePendingRetry(state: Accesses, reload: () => void): void {
  const retries = useRef(0);
  useEffect(() => {
    const young =
      state.status === 'ready' &&
      state.report.ok &&
      state.report.list.shown < Math.min(state.accesses.length, pageSize);
    if (!young || retries.current >= mostRetries) return undefined;
    const timer = setTimeout(() => {
      retries.current += 1;
      reload();
    }, pendingMs);
    return () => clearTimeout(timer);
  }, [state, reload]);
}

async function fetchFirst(account: string, signal: AbortSignal): Promise<Checked> {
  const offered = await fetchKeys(signal);
  // The proof first: the list that is fetched after it lacks nothing that the proof holds.
  const completeness = await api.get<CompletenessWire>('/api/v1/me/completeness', { signal });
  const page = await fetchPage(undefined, signal);
  const base = { completeness, trusted: trustedKeys(offered), known: remembered(account) };
  return check(account, { ...base, accesses: page.items, nextCursor: page.nextCursor });
}

async function fetchOlder(account: string, before: Checked, cursor: string): Promise<Checked> {
  const page = await fetchPage(cursor);
  const accesses = [...before.accesses, ...page.items];
  return check(account, { ...before, accesses, nextCursor: page.nextCursor });
}

async function check(account: string, received: Omit<Checked, 'report'>): Promise<Checked> {
  const { accesses, completeness, trusted, known } = received;
  const report = await checkAccesses({
    accesses,
    completeness,
    known,
    keys: trusted.keys,
    growth: fetchGrowth,
  });
  if (report.ok && report.checkpoint) remember(account, report.checkpoint.note, completeness.tag);
  return { ...received, report };
}

async function fetchKeys(signal: AbortSignal): Promise<string[]> {
  const file = await callForFile('GET', '/ledger/key', { signal });
  return (await file.text()).split('\n').filter((line) => line !== '');
}

function fetchPage(cursor: string | undefined, signal?: AbortSignal): Promise<AccessPageWire> {
  const query = { limit: pageSize, cursor };
  return api.get<AccessPageWire>('/api/v1/me/accesses', { query, ...(signal ? { signal } : {}) });
}

/** A server that will not prove the growth has not proven it. */
async function fetchGrowth(from: number, to: number): Promise<readonly string[]> {
  try {
    return (await api.get<GrowthWire>('/api/v1/ledger/growth', { query: { from, to } })).hashes;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.status === 400) return [];
    throw thrown;
  }
}
