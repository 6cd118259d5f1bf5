import { Button, Skeleton } from 'antd';
import { useText } from '../../core/language.ts';
import { texts } from '../texts.ts';
import { cellOf, type RowsProps } from './TableRows.tsx';

/** The rows as cards, for a phone: every column with its label, the acts below. */
export function CardRows<Row>({ caption, columns, rows, rowKey, loading, onOpen, actions }: RowsProps<Row>) {
  const t = useText();
  if (loading) return <Skeleton active title={false} style={{ padding: 16 }} />;
  return (
    <ul className="mq-cards" aria-label={caption}>
      {rows?.map((row) => (
        <li key={rowKey(row)}>
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
