import type { Filter } from '#infrastructure/lists/index.ts';
import type { RestingKind, ReviewRow } from '../schema.ts';
import { isDueOn } from './to-review.ts';

type Span = Pick<ReviewRow, 'since' | 'until'>;

/** Of rows of lists: the days on which what they rest on asks for another look. Kept beside them, for rows are sent as they are. */
const spans = new WeakMap<object, readonly Span[]>();

/** Notes of each row when its basis is to be reviewed, for the filter below. */
export function noteReviews<Row extends { readonly name: string }>(
  rows: readonly Row[],
  kind: RestingKind,
  review: readonly ReviewRow[],
): readonly Row[] {
  const byName = Map.groupBy(
    review.filter((one) => one.kind === kind),
    ({ name }) => name,
  );
  for (const row of rows) {
    const own = byName.get(row.name);
    if (own) spans.set(row, own);
  }
  return rows;
}

/** What rests on something that ended, changed, was superseded or has not begun, on a day. */
export const basisDue: Filter<object> = {
  takes: 'day',
  fits: (row, day) => (spans.get(row) ?? []).some((span) => isDueOn(span, day)),
};
