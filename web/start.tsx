import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from './core/language.ts';
import { loadSession } from './core/session.ts';
import { followTheme } from './core/theme.ts';

/** Starts a document: language and theme on `<html>`, who is signed in, and its application in `#root`. */
export function start(application: ReactNode): void {
  followLanguage();
  followTheme();
  void loadSession();
  const root = document.getElementById('root');
  if (!root) throw new Error('the document has no #root');
  createRoot(root).render(<StrictMode>{application}</StrictMode>);
}
