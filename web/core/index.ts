/** What officer pages, citizen pages and the entrance share: no antd, nothing heavy. */
export * from './api.ts';
export * from './clock.ts';
export * from './drafts.ts';
export * from './language.ts';
export * from './plain-text.ts';
export * from './preference.ts';
export * from './problem.ts';
export * from './role-titles.ts';
export * from './save-file.ts';
export * from './session.ts';
export * from './text.ts';
export * from './theme.ts';
export * from './time.ts';
export * from './use-attempt.ts';
