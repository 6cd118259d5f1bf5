import { verifications, verificationWords } from '#standards/declarations/index.ts';
import type { Verification, Words } from '#standards/declarations/index.ts';
import type { FileColumn } from '#infrastructure/table-files/index.ts';
import type { Filter, Language } from './listing.ts';

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

/** The columns that every declaration with a source has. */
export function provenance<
  Row extends { verification: keyof typeof verificationWords; source: string | null },
>(): readonly FileColumn<Row>[] {
  return [
    column(
      'verification',
      '核对状态',
      'Verification',
      (row, language) => verificationWords[row.verification][language],
    ),
    column('source', '来源', 'Source', ({ source }) => source),
  ];
}

export type Titled = { readonly name: string; readonly title: Words };

/** Identifier-like name and both titles. */
export function titles<Row extends Titled>(): readonly FileColumn<Row>[] {
  return [
    column('name', '名称', 'Name', ({ name }) => name),
    column('title', '中文名称', 'Chinese title', ({ title }) => title.zh),
    column('title', '英文名称', 'English title', ({ title }) => title.en),
  ];
}

export const byTitle = ({ title }: Titled, language: Language) => title[language];
export const byName = ({ name }: Titled) => name;

export function choice<Row>(takes: readonly string[], valueOf: (row: Row) => string): Filter<Row> {
  return { takes, countedBy: valueOf, fits: (row, wanted) => valueOf(row) === wanted };
}

export function text<Row>(valueOf: (row: Row) => string | null): Filter<Row> {
  return { takes: 'text', countedBy: valueOf, fits: (row, wanted) => valueOf(row) === wanted };
}

export function yesNo<Row>(holds: (row: Row) => boolean): Filter<Row> {
  return {
    takes: ['yes', 'no'],
    countedBy: (row) => (holds(row) ? 'yes' : 'no'),
    fits: (row, wanted) => holds(row) === (wanted === 'yes'),
  };
}

/** Of general data (GB/T 43697). */
export const grades = ['1', '2', '3', '4'];

export const verification = choice<{ verification: Verification }>(verifications, (row) => row.verification);
export const used = yesNo<{ uses: number }>(({ uses }) => uses > 0);
