import { preference } from '../../core/preference.ts';

/** Large text for those who need it (适老化): kept in this browser. */
export const sizePreference = preference('size', ['normal', 'large'], 'normal');

/** Keeps `<html data-size>` in step. Call once at start. */
export function followSize(): void {
  const apply = () => {
    document.documentElement.dataset['size'] = sizePreference.get();
  };
  apply();
  sizePreference.subscribe(apply);
}
