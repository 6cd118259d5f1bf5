import { Button, Checkbox, Skeleton } from 'antd';
import { useText } from '../../core/language.ts';
import { texts } from '../texts.ts';
import type { Selection } from './selection.ts';
import { cellOf, type RowsProps } from './TableRows.tsx';

/** The rows as cards, for a phone: every column with its label, the acts below. */
export function CardRows<Row>(props: RowsProps<Row>) {
  const { caption, columns, rows, rowKey, loading, onOpen, actions, selection } = props;
  const t = useText();
  if (loading) return <Skeleton active title={false} style={{ padding: 16 }} />;
  return (
    <ul className="mq-cards" aria-label={caption}>
      {rows?.map((row) => (
        <li key={rowKey(row)}>
          {selection?.isSelectable(row) && <ChooseCard row={row} selection={selection} />}
          <dl>
            {columns.map((column) => (
              <div key={column.key}>
                <dt>{t(column.title)}</dt>
                <dd>{cellOf(column, row)}</dd>
              </div>
            ))}
          </dl>
          {(onOpen || actions) && (
            <div className="mq-cards-acts mq-no-print">
              {actions?.(row)}
              {onOpen && <Button onClick={() => onOpen(row)}>{t(texts.open)}</Button>}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function ChooseCard<Row>({ row, selection }: { row: Row; selection: Selection<Row> }) {
  const t = useText();
  const { rows, nameOf, choose } = selection;
  const others = rows.filter((other) => nameOf(other) !== nameOf(row));
  return (
    <div className="mq-no-print">
      <Checkbox
        checked={others.length < rows.length}
        onChange={({ target }) => choose(target.checked ? [...others, row] : others)}
      >
        {t(texts.chooseRow, { name: nameOf(row) })}
      </Checkbox>
    </div>
  );
}
