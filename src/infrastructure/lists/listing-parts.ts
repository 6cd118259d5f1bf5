import type { Text } from '#infrastructure/faults/index.ts';
import type { FileColumn } from '#infrastructure/table-files/index.ts';
import type { Filter, Language } from './row-list.ts';

/** What listings are made of. */

/** `key`: of the page's column that shows the same. */
export function column<Row>(
  key: string,
  zh: string,
  en: string,
  value: FileColumn<Row>['value'],
): FileColumn<Row> {
  return { key, title: { zh, en }, value };
}

export type Titled = { readonly name: string; readonly title: Text };

/** Identifier-like name and both titles. */
export function titles<Row extends Titled>(): readonly FileColumn<Row>[] {
  return [
    column('name', '名称', 'Name', ({ name }) => name),
    column('title', '中文名称', 'Chinese title', ({ title }) => title.zh),
    column('title', '英文名称', 'English title', ({ title }) => title.en),
  ];
}

export const byTitle = ({ title }: Pick<Titled, 'title'>, language: Language) => title[language];
export const byName = ({ name }: Pick<Titled, 'name'>) => name;

/** A filter that takes one of these values. */
export function choice<Row>(takes: readonly string[], valueOf: (row: Row) => string): Filter<Row> {
  return { takes, countedBy: valueOf, fits: (row, wanted) => valueOf(row) === wanted };
}

/** A filter that takes the value itself. */
export function text<Row>(valueOf: (row: Row) => string | null): Filter<Row> {
  return { takes: 'text', countedBy: valueOf, fits: (row, wanted) => valueOf(row) === wanted };
}

/** A filter that takes yes or no. */
export function yesNo<Row>(holds: (row: Row) => boolean): Filter<Row> {
  return {
    takes: ['yes', 'no'],
    countedBy: (row) => (holds(row) ? 'yes' : 'no'),
    fits: (row, wanted) => holds(row) === (wanted === 'yes'),
  };
}
