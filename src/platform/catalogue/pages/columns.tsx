import { PageLink, type TableColumn, type TableFilter, type Text } from '#web/kit/index.ts';
import type { Verification, Words } from '#standards/declarations/index.ts';
import { verificationWords } from '#standards/declarations/index.ts';
import { VerificationMark } from './Marks.tsx';
import { standardsTexts as texts } from './texts.ts';

/** Columns and filters that several lists of the browser share. */
type Say = (text: Text) => string;

export function optionsFrom(words: Readonly<Record<string, Words>>): NonNullable<TableFilter['options']> {
  return Object.entries(words).map(([value, { zh, en }]) => ({ value, label: { zh, en } }));
}

export const verificationFilter: TableFilter = {
  name: 'verification',
  label: texts.verification,
  kind: 'choice',
  options: optionsFrom(verificationWords),
};

export const usedFilter: TableFilter = {
  name: 'used',
  label: texts.usedOrNot,
  kind: 'choice',
  options: [
    { value: 'yes', label: texts.used },
    { value: 'no', label: texts.unused },
  ],
};

/** What rests on something that changed, ended or has not begun, on the day given. */
export const basisDueFilter: TableFilter = { name: 'basisDue', label: texts.basisDue, kind: 'date' };

export const gradeFilter: TableFilter = {
  name: 'grade',
  label: texts.grade,
  kind: 'choice',
  options: ['1', '2', '3', '4'].map((grade) => ({ value: grade, label: { zh: `${grade} 级`, en: grade } })),
};

export function searchFilter(placeholder: Text): TableFilter {
  return { name: 'q', label: texts.search, kind: 'text', placeholder };
}

/** The title in the reader's language, as the link to the entry, and the other language below it. */
export function titleColumn<Row extends { readonly name: string; readonly title: Words }>(
  t: Say,
  linkTo?: (row: Row) => string,
): TableColumn<Row> {
  return {
    key: 'title',
    title: texts.name,
    sort: 'title',
    render: (row) => (linkTo ? <PageLink to={linkTo(row)}>{t(row.title)}</PageLink> : t(row.title)),
  };
}

export function nameColumn<Row extends { readonly name: string }>(hidden = false): TableColumn<Row> {
  return {
    key: 'name',
    title: texts.code,
    sort: 'name',
    hidden,
    render: ({ name }) => <code className="mq-mono">{name}</code>,
  };
}

export function verificationColumn<Row extends { readonly verification: Verification }>(
  sort?: 'verification',
): TableColumn<Row> {
  return {
    key: 'verification',
    title: texts.verification,
    ...(sort ? { sort } : {}),
    render: (row) => <VerificationMark of={row.verification} />,
  };
}
