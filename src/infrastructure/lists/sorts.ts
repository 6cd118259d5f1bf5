/** What a list that a database sorts is sorted by: a closed list of names, with the column of each. */
export type SortColumns = Readonly<Record<string, string>>;

/** A name of the list, with `-` before it for descending. */
export type SortName<Columns extends object> = (keyof Columns & string) | `-${keyof Columns & string}`;

/** All that `?sort=` takes. */
export function sortNames<Columns extends object>(columns: Columns): SortName<Columns>[] {
  return (Object.keys(columns) as (keyof Columns & string)[]).flatMap((name) => [name, `-${name}` as const]);
}

/** How a query says it: the column (text of ours, never of a request), the direction, and what comes after a row. */
export interface SortedBy {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  readonly than: '<' | '>';
}

/** The parts of the `order by` of one name. */
export function sortedBy<Columns extends SortColumns>(columns: Columns, sort: SortName<Columns>): SortedBy {
  const descending = sort.startsWith('-');
  const column = columns[descending ? sort.slice(1) : sort];
  if (column === undefined) throw new Error(`A list has no order "${sort}"`);
  return descending ? { column, direction: 'desc', than: '<' } : { column, direction: 'asc', than: '>' };
}
