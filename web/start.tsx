import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from './core/language.ts';
import { loadSession } from './core/session.ts';
import { nowMs } from './core/clock.ts';
import { followTheme } from './core/theme.ts';

/** Starts a document: language and theme on `<html>`, who is signed in, and its application in `#root`. */
export function start(application: ReactNode): void {
  followLanguage();
  followTheme();
  followRelease();
  void loadSession();
  const root = document.getElementById('root');
  if (!root) throw new Error('the document has no #root');
  createRoot(root).render(<StrictMode>{application}</StrictMode>);
}

/** A part that is missing twice within this time is missing for another reason than a new release. */
const reloadAgainMs = 30_000;

/**
 * A new release has other file names: a page opened before it cannot load its further parts. Then the page loads
 * anew, once; drafts survive that.
 */
function followRelease(): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    const key = 'minqiao.reloaded';
    if (nowMs() - Number(sessionStorage.getItem(key)) < reloadAgainMs) return;
    sessionStorage.setItem(key, String(nowMs()));
    event.preventDefault();
    globalThis.location.reload();
  });
}
