import { Table, type TableColumnType, type TableProps } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText, type Say } from '../../core/language.ts';
import { plainText } from '../../core/plain-text.ts';
import { texts } from '../texts.ts';
import type { Selection } from './selection.ts';
import type { TableColumn } from './table-types.ts';

export interface RowsProps<Row> {
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly loading: boolean;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly actions?: ((row: Row) => ReactNode) | undefined;
  readonly selection?: Selection<Row> | undefined;
}

/** The rows as a table. Arrow keys move between rows, Enter opens one. */
export function TableRows<Row>(props: RowsProps<Row>) {
  const t = useText();
  const { rows, onOpen, onSort, selection } = props;
  return (
    <Table<Row>
      size="medium"
      aria-label={props.caption}
      columns={columnsOf(props, t)}
      dataSource={rows ? [...rows] : []}
      rowKey={props.rowKey}
      pagination={false}
      {...(selection ? { rowSelection: rowSelectionOf(selection, t) } : {})}
      loading={props.loading}
      scroll={{ x: 'max-content' }}
      showSorterTooltip={false}
      locale={{ emptyText: <span style={{ display: 'block', minHeight: 160 }}>{t(texts.loading)}</span> }}
      onChange={(_page, _filters, sorter) => {
        const chosen = Array.isArray(sorter) ? sorter[0] : sorter;
        onSort(
          chosen?.order ? `${chosen.order === 'descend' ? '-' : ''}${String(chosen.columnKey)}` : undefined,
        );
      }}
      onRow={(row) => ({
        className: onOpen ? 'mq-row mq-row-open' : 'mq-row',
        tabIndex: 0,
        onKeyDown: (event) => onRowKey(event, () => onOpen?.(row)),
        onClick: (event) => !isControl(event.target) && onOpen?.(row),
      })}
    />
  );
}

function rowSelectionOf<Row>(
  selection: Selection<Row>,
  t: Say,
): NonNullable<TableProps<Row>['rowSelection']> {
  return {
    selectedRowKeys: [...selection.keys],
    onChange: (_keys, chosen) => selection.choose(chosen),
    columnTitle: t(texts.choose),
    columnWidth: 72,
    hideSelectAll: true, // it stands in the bar above: a table measures its titles in a hidden copy
    getCheckboxProps: (row) => ({
      disabled: !selection.isSelectable(row),
      'aria-label': t(texts.chooseRow, { name: selection.nameOf(row) }),
    }),
  };
}

function columnsOf<Row>(
  { columns, sort, actions, rows = [] }: RowsProps<Row>,
  t: Say,
): TableColumnType<Row>[] {
  const described: TableColumnType<Row>[] = columns.map((column) => ({
    key: column.sort ?? column.key,
    title: t(column.title),
    ...(column.width ? { width: column.width } : {}),
    ...(column.align ? { align: column.align } : {}),
    ...(column.sort ? { sorter: true, sortOrder: orderOf(column.sort, sort) } : {}),
    render: (_value, row) => cellOf(column, row),
  }));
  const isAnythingDone = rows.some((row) => Boolean(actions?.(row))); // a reader who may do nothing needs no column for it
  if (!actions || !isAnythingDone) return described;
  return [
    ...described,
    {
      key: 'actions',
      title: t(texts.actions),
      fixed: 'right',
      className: 'mq-no-print',
      render: (_value, row) => actions(row),
    },
  ];
}

/** What a cell shows: the column's own rendering, or the plain value, or a dash for none. */
export function cellOf<Row>(column: TableColumn<Row>, row: Row): ReactNode {
  if (column.render) return column.render(row);
  const text = plainText((row as Record<string, unknown>)[column.key]);
  return text === '' ? <span className="mq-soft">—</span> : text;
}

function orderOf(name: string, sort: string | undefined): 'ascend' | 'descend' | null {
  if (sort === name) return 'ascend';
  return sort === `-${name}` ? 'descend' : null;
}

function onRowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  if (event.key === 'Enter') open();
  const sibling = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const row = event.currentTarget[sibling[event.key]];
  if (row instanceof HTMLElement) row.focus();
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null;
}
