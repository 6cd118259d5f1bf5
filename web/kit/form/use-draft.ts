import { useEffect, useRef, useState } from 'react';
import { draftKey, dropDraft, findDraft, saveDraft } from '../../core/drafts.ts';
import { useSessionState } from '../../core/session.ts';

/** How long after the last key a draft is kept. */
const draftDelayMs = 400;

/** A value that someone is typing: it survives a reload and a session that ended, until it is done or given up. */
export function useDraft<T>(form: string, initial: T) {
  const key = useDraftKey(form);
  const [restoredAtMs, setRestoredAtMs] = useState(() => findDraft<T>(key)?.savedAtMs);
  const [value, setValue] = useState<T>(() => findDraft<T>(key)?.values ?? initial);
  const touched = useRef(false);
  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => touched.current && saveDraft(key, value), draftDelayMs);
    return () => clearTimeout(timer);
  }, [key, value]);
  const done = () => {
    touched.current = false;
    dropDraft(key);
  };
  return {
    value,
    restoredAtMs,
    /** Whether something was typed since the page was opened. */
    touched,
    /** The value changes without anybody having typed: no draft is kept of it. */
    settle: setValue,
    change(next: T | ((old: T) => T)) {
      touched.current = true;
      setValue(next);
    },
    done,
    startOver() {
      done();
      setValue(initial);
      setRestoredAtMs(undefined);
    },
  };
}

function useDraftKey(form: string): string {
  const state = useSessionState();
  return draftKey(state.status === 'signed-in' ? state.session.actor.id : 'nobody', form);
}
