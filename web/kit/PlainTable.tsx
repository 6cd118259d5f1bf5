import type { ReactNode } from 'react';
import { useText } from '../core/language.ts';
import type { Text } from '../core/text.ts';

export interface PlainColumn<Row> {
  readonly title: Text;
  readonly render: (row: Row) => ReactNode;
}

/** A short table that is all there: no paging, no sort. Wider than its place it scrolls in itself, by keyboard too. */
export function PlainTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  const { caption, columns, rows, rowKey } = props;
  const t = useText();
  return (
    <div className="mq-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="mq-plain-table">
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title.zh} scope="col">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ title, render }) => (
                <td key={title.zh}>{render(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
