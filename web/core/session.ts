import { useSyncExternalStore } from 'react';
import { api, problemFrom, watchProblems } from './api.ts';
import type { ApiProblem } from './problem.ts';
import type { Language, Text } from './text.ts';

/** Who is signed in, as `GET /api/v1/session` tells it. */
export interface Session {
  readonly actor: {
    readonly kind: 'officer' | 'citizen' | 'client' | 'system';
    readonly id: string;
    readonly name: string;
    readonly organisation: string;
    readonly organisationName: Text;
    readonly branch: string;
    readonly roles: readonly string[];
  };
  /** The agency that this node answers for. */
  readonly agency: { readonly code: string; readonly name: Text };
  readonly profile: 'demo' | 'production';
  readonly idleLockMs: number;
  readonly expiresAt: string;
  readonly noticeAcknowledged: boolean;
  readonly locked: boolean;
  /** How the person proved who they are; a demonstration session (`demo`) has no PIN. */
  readonly assurance: string;
  readonly language: Language;
  readonly permissions: readonly string[];
}

export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-out' }
  | { readonly status: 'failed'; readonly problem: ApiProblem }
  /** `ended`: the session ended while this page was open; what is on it stays until the person leaves. */
  | {
      readonly status: 'signed-in';
      readonly session: Session;
      readonly ended: boolean;
      readonly locked: boolean;
    };

let state: SessionState = { status: 'loading' };
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of the session; re-renders when it changes. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

/** The session of a page that is shown only to those signed in; throws outside such a page. */
export function useSession(): Session {
  const current = useSessionState();
  if (current.status !== 'signed-in') throw new Error('useSession is for pages inside a signed-in shell');
  return current.session;
}

/** Asks the server who is signed in. Never throws: the outcome is the state. */
export async function loadSession(): Promise<void> {
  try {
    const session = await api.get<Session>('/api/v1/session');
    become({ status: 'signed-in', session, ended: false, locked: session.locked });
  } catch (thrown) {
    const problem = problemFrom(thrown);
    become(problem.status === 401 ? { status: 'signed-out' } : { status: 'failed', problem });
  }
}

/** Records that the person has read the notice of monitored use; access begins after it. */
export async function acknowledgeNotice(): Promise<void> {
  await api.post('/api/v1/session/notice');
  await loadSession();
}

/** Ends the session on the server, then leaves for the landing page. */
export async function signOut(): Promise<void> {
  await api.delete('/api/v1/session').catch((thrown: unknown) => {
    if (problemFrom(thrown).status !== 401) throw thrown;
  });
  globalThis.location.assign('/');
}

/**
 * Hides the work until `unlock`, here at once and on the server for every tab and call. Should the server not hear it,
 * the lock of this tab still holds over a reload.
 */
export function lockSession(): void {
  if (state.status !== 'signed-in' || state.locked) return;
  rememberLock(state.session.actor.id);
  become({ ...state, locked: true });
  void api.post('/api/v1/session/lock').catch(() => undefined);
}

/** Proves the person's presence again with the PIN. Fails with ApiProblem when the server refuses it. */
export async function unlockSession(pin: string): Promise<void> {
  await api.post('/api/v1/session/unlock', { pin });
  rememberLock(null);
  if (state.status === 'signed-in') become({ ...state, locked: false, ended: false });
}

/** Proves presence before a privileged act. Fails with ApiProblem when the server refuses the PIN. */
export async function reauthenticate(pin: string): Promise<void> {
  await api.post('/api/v1/session/re-authenticate', { pin });
}

/** Restores a lock that a reload would otherwise have lifted. */
export function restoreLock(): void {
  if (state.status === 'signed-in' && sessionStorage.getItem(lockKey) === state.session.actor.id)
    lockSession();
}

function showLocked(): void {
  if (state.status === 'signed-in' && !state.locked) become({ ...state, locked: true });
}

const lockKey = 'minqiao.locked';

function rememberLock(actor: string | null): void {
  if (actor) sessionStorage.setItem(lockKey, actor);
  else sessionStorage.removeItem(lockKey);
}

watchProblems((problem) => {
  if (state.status !== 'signed-in') return;
  if (problem.status === 401) become({ ...state, ended: true });
  if (problem.code === 'identity.locked') showLocked();
  if (problem.code === 'identity.notice-needed') void loadSession();
});
