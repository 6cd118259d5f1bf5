import type { ReactNode } from 'react';
import type { Text } from '../../core/text.ts';

/** What a table asks its source for; also what an export is asked with (without limit and cursor). */
export interface ListQuery {
  readonly limit: number;
  readonly cursor?: string;
  /** A field name, with `-` before it for descending. */
  readonly sort?: string;
  readonly filters: Readonly<Record<string, string>>;
}

export interface ListAnswer<Row> {
  readonly items: readonly Row[];
  readonly nextCursor?: string | null;
  readonly total?: number;
}

export interface TableColumn<Row> {
  readonly key: string;
  readonly title: Text;
  /** What the cell shows; by default the row's value under `key`. */
  readonly render?: (row: Row) => ReactNode;
  /** The name that `?sort=` takes; absent means not sortable. */
  readonly sort?: string;
  readonly width?: number;
  readonly align?: 'left' | 'right';
  /** Left out until someone chooses it. */
  readonly hidden?: boolean;
}

export interface TableFilter {
  /** Name in the query of the API and of the address. */
  readonly name: string;
  readonly label: Text;
  readonly kind: 'text' | 'choice' | 'code' | 'date';
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
  readonly codeList?: string;
  readonly placeholder?: Text;
  /** Identity numbers and names: never in the address; the table's source must send them in a body. */
  readonly private?: boolean;
}

/** The options of a `choice`, from words by their code. */
export function wordChoices(words: Readonly<Record<string, Text>>): { value: string; label: Text }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

export type ExportFormat = 'xlsx' | 'csv';

/** Makes the file of a list; `columns`: those that the person chose, absent while they keep the usual ones. Returns its name. */
export type ExportAct = (
  format: ExportFormat,
  query: ListQuery,
  columns?: readonly string[],
) => Promise<string | void>;
