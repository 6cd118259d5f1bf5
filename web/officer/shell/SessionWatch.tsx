import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { nowMs } from '../../core/clock.ts';
import { useText } from '../../core/language.ts';
import { lockSession, signOut, unlockSession, useSessionState } from '../../core/session.ts';
import { PinForm } from '../../kit/PinForm.tsx';
import { shellTexts } from './texts.ts';

/** How often idleness is looked at; small beside the shortest lock time anyone sets. */
const lookEveryMs = 2_000;

const activityKey = 'minqiao.activity';

/** Locks an idle session, and covers the page while it is locked or has ended. */
export function SessionWatch() {
  const t = useText();
  const state = useSessionState();
  const idleLockMs = state.status === 'signed-in' ? state.session.idleLockMs : 0;
  useIdleLock(idleLockMs);
  useSecondTry(state.status === 'signed-in' && state.locked);
  if (state.status !== 'signed-in') return null;
  if (state.ended) {
    const here = globalThis.location.pathname + globalThis.location.search;
    return (
      <Cover title={t(shellTexts.ended)} why={t(shellTexts.endedWhy)}>
        <Button type="primary" size="large" block href={`/sign-in?to=${encodeURIComponent(here)}`}>
          {t(shellTexts.signInAgain)}
        </Button>
      </Cover>
    );
  }
  if (!state.locked) return null;
  return (
    <Cover title={t(shellTexts.locked)} why={t(shellTexts.lockedWhy)}>
      <p className="mq-cover-name">{state.session.actor.name}</p>
      <PinForm id="unlock-pin" label={t(shellTexts.unlock)} onPin={unlockSession} />
      <Button type="link" onClick={() => void signOut()}>
        {t(shellTexts.signOut)}
      </Button>
    </Cover>
  );
}

/** After unlocking, asks again for what failed meanwhile (and for nothing else: each look is a ledger entry). */
function useSecondTry(locked: boolean): void {
  const queries = useQueryClient();
  const before = useRef(locked);
  useEffect(() => {
    if (before.current && !locked)
      void queries.refetchQueries({ predicate: (query) => query.state.status === 'error' });
    before.current = locked;
  }, [locked, queries]);
}

/** An opaque dialog in the top layer: everything else is hidden from eyes, keys and screen readers. */
function Cover({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="mq-cover"
      aria-labelledby="cover-title"
      onCancel={(event) => event.preventDefault()}
    >
      <img src="/bridge.svg" alt="" width="44" height="44" />
      <h2 id="cover-title">{title}</h2>
      <p className="mq-soft">{why}</p>
      {children}
    </dialog>
  );
}

/** Locks after `idleLockMs` without key, click, wheel or touch in any tab of this browser. */
function useIdleLock(idleLockMs: number): void {
  useEffect(() => {
    if (idleLockMs <= 0) return;
    const note = () => localStorage.setItem(activityKey, String(nowMs()));
    const look = () => {
      const last = Number(localStorage.getItem(activityKey)) || nowMs();
      if (nowMs() - last >= idleLockMs) lockSession();
    };
    const acts = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;
    note();
    acts.forEach((act) => globalThis.addEventListener(act, note, { passive: true }));
    const timer = setInterval(look, lookEveryMs);
    return () => {
      acts.forEach((act) => globalThis.removeEventListener(act, note));
      clearInterval(timer);
    };
  }, [idleLockMs]);
}
