import { useCallback } from 'react';
import { preference, usePreference } from './preference.ts';
import { languages, languageTags, say, type Language, type Text, type TextParams } from './text.ts';

/** Chinese first: English only for those who chose it. */
export const languagePreference = preference<Language>('language', languages, 'zh');

export type Say = (text: Text, params?: TextParams) => string;

/** The language in force; re-renders when the reader changes it. */
export function useLanguage(): Language {
  return usePreference(languagePreference);
}

/** `const t = useText()`, then `t({ zh: '保存', en: 'Save' })` or `t(texts.save)`. */
export function useText(): Say {
  const language = useLanguage();
  return useCallback((text: Text, params?: TextParams) => say(text, language, params), [language]);
}

/** Keeps `<html lang>` in step, so that screen readers and line breaking use the right rules. Call once at start. */
export function followLanguage(): void {
  const apply = () => {
    document.documentElement.lang = languageTags[languagePreference.get()];
  };
  apply();
  languagePreference.subscribe(apply);
}
