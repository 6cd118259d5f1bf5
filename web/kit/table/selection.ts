import { useState } from 'react';

/** Rows of the shown page that a person has chosen, to act on all of them at once. */
export interface Selection<Row> {
  readonly keys: readonly string[];
  readonly rows: readonly Row[];
  readonly isSelectable: (row: Row) => boolean;
  /** Those of the shown rows that can be chosen. */
  readonly selectable: readonly Row[];
  /** What a screen reader calls a row. */
  readonly nameOf: (row: Row) => string;
  readonly choose: (rows: readonly Row[]) => void;
}

interface SelectionOptions<Row> {
  /** What is shown: another question, and nothing is chosen any more. */
  readonly question: string;
  readonly shown: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly isSelectable?: ((row: Row) => boolean) | undefined;
  readonly nameOf?: ((row: Row) => string) | undefined;
}

/** A choice never reaches beyond what stands on the screen: rows that left the page are no longer chosen. */
export function useSelection<Row>({
  question,
  shown,
  rowKey,
  isSelectable = () => true,
  nameOf = rowKey,
}: SelectionOptions<Row>): Selection<Row> {
  const [chosen, setChosen] = useState({ question, keys: [] as readonly string[] });
  const keys = chosen.question === question ? chosen.keys : [];
  const selectable = shown.filter(isSelectable);
  const rows = selectable.filter((row) => keys.includes(rowKey(row)));
  return {
    keys: rows.map(rowKey),
    rows,
    isSelectable,
    selectable,
    nameOf,
    choose: (next) => setChosen({ question, keys: next.map(rowKey) }),
  };
}
