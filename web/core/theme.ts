import { useSyncExternalStore } from 'react';
import { preference, usePreference } from './preference.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';

export const themePreference = preference<ThemeChoice>('theme', ['light', 'dark', 'system'], 'system');

const systemDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

function watchSystem(listener: () => void): () => void {
  systemDark?.addEventListener('change', listener);
  return () => systemDark?.removeEventListener('change', listener);
}

function resolve(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice;
  return systemDark?.matches ? 'dark' : 'light';
}

/** The theme in force, following the system when the reader left it to the system. */
export function useTheme(): Theme {
  const choice = usePreference(themePreference);
  const dark = useSyncExternalStore(watchSystem, () => systemDark?.matches ?? false);
  return choice === 'system' ? (dark ? 'dark' : 'light') : choice;
}

/** Keeps `<html data-theme>` in step: the styles read it. Call once at start. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset['theme'] = resolve(themePreference.get());
  };
  apply();
  themePreference.subscribe(apply);
  watchSystem(apply);
}

const reducedMotion = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');

/** Whether the reader asked their system for less movement. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      reducedMotion?.addEventListener('change', listener);
      return () => reducedMotion?.removeEventListener('change', listener);
    },
    () => reducedMotion?.matches ?? false,
  );
}
