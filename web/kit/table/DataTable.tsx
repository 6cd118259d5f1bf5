import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Grid } from 'antd';
import { useState, type ReactNode } from 'react';
import { useText } from '../../core/language.ts';
import type { Text } from '../../core/text.ts';
import { Empty, ProblemView } from '../ProblemView.tsx';
import { texts } from '../texts.ts';
import { CardRows } from './CardRows.tsx';
import { useColumnChoice } from './column-choice.ts';
import type { ListSource } from './list-source.ts';
import { SavedViews } from './SavedViews.tsx';
import { addressOf, useSavedViews } from './saved-views.ts';
import { useSelection, type Selection } from './selection.ts';
import { TableBar } from './TableBar.tsx';
import { FiltersInForce, TableFilters } from './TableFilters.tsx';
import { TableFoot } from './TableFoot.tsx';
import { TableRows } from './TableRows.tsx';
import { useTableState } from './table-state.ts';
import type { ExportAct, ListQuery, TableColumn, TableFilter } from './table-types.ts';

export interface DataTableProps<Row> {
  /** Names the table: key of the column choice and of the query cache. One per page and kind of list. */
  readonly id: string;
  readonly title: Text;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** `listFrom('/api/v1/…')`, or your own. */
  readonly source: ListSource<Row>;
  readonly filters?: readonly TableFilter[];
  readonly defaultSort?: string;
  /** Where a page has several tables: what begins the names of this one in the address. */
  readonly address?: string;
  /** Opens a row: by click, or by Enter on the focused row. */
  readonly onOpen?: (row: Row) => void;
  /** Buttons of one row, in the fixed last column. */
  readonly actions?: (row: Row) => ReactNode;
  /** Buttons of the whole list, left of the usual ones. */
  readonly toolbar?: ReactNode;
  /** `exportFrom('/api/v1/…/export')`, or your own; returns the file's name. */
  readonly onExport?: ExportAct;
  readonly empty?: { readonly title: Text; readonly hint?: Text };
  /** An act on several rows at once: rows can be chosen, and a bar with what may be done with them appears. */
  readonly batch?: TableBatch<Row>;
  /** False until there is something to ask with (no purpose yet): `empty` shows instead. */
  readonly enabled?: boolean;
}

export interface TableBatch<Row> {
  /** Which rows it can be done with; all when left out. */
  readonly isSelectable?: (row: Row) => boolean;
  /** What a screen reader calls a row; its key when left out. */
  readonly nameOf?: (row: Row) => string;
  /** The buttons or fields of the bar; `done` empties the choice and asks for the list again. */
  readonly render: (rows: readonly Row[], done: () => void) => ReactNode;
}

/**
 * A list from the server: paging by cursor, sort, filters kept in the address, column choice, refresh, export, print,
 * and designed states for empty, loading, error and refusal. On a phone each row becomes a card.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, columns, filters = [], source, enabled = true, onExport } = props;
  const t = useText();
  const state = useTableState(filters, props.defaultSort, props.address);
  const choice = useColumnChoice(id, columns);
  const saved = useSavedViews(id);
  const narrow = useNarrow();
  const [filtersChosen, setFiltersChosen] = useState<boolean>();
  // On a phone the filters would push the rows off the screen; where one was set, or is needed to begin, they stay.
  const filtersShown = filtersChosen ?? (!narrow || state.filtered || !enabled);
  const list = useRows(id, source, state.query, enabled);
  const selection = useSelection({
    question: JSON.stringify(state.query),
    shown: list.data?.items ?? [],
    rowKey: props.rowKey,
    ...props.batch,
  });
  return (
    <section className="mq-card mq-table" aria-label={t(props.title)} aria-busy={list.isFetching}>
      {filters.length > 0 && filtersShown && (
        <TableFilters
          key={JSON.stringify(state.query.filters)}
          id={id}
          title={t(props.title)}
          filters={filters}
          values={state.query.filters}
          onApply={state.setFilters}
        />
      )}
      <TableBar
        title={t(props.title)}
        toolbar={props.toolbar}
        views={
          <SavedViews
            saved={saved}
            present={() => ({ query: addressOf(state.query, publicNames(filters)), columns: choice.chosen })}
            onShow={(view) => {
              choice.choose(view.columns);
              state.show(view.query);
            }}
          />
        }
        columns={columns}
        choice={choice}
        fetching={list.isFetching}
        filtersShown={filters.length > 0 ? filtersShown : undefined}
        onFilters={() => setFiltersChosen(!filtersShown)}
        onRefresh={() => void list.refetch()}
        onExport={onExport && ((format) => onExport(format, state.query, choice.own))}
      />
      <FiltersInForce filters={filters} values={state.query.filters} />
      {props.batch && (list.data?.items.length ?? 0) > 0 && (
        <BatchBar batch={props.batch} selection={selection} onDone={() => void list.refetch()} />
      )}
      <TableBody
        {...props}
        columns={choice.visible}
        state={state}
        list={list}
        selection={props.batch && selection}
      />
      {!list.error && <TableFoot state={state} answer={list.data} />}
    </section>
  );
}

interface BatchBarProps<Row> {
  readonly batch: TableBatch<Row>;
  readonly selection: Selection<Row>;
  readonly onDone: () => void;
}

/** All or none of the page, how many rows are chosen, and what may be done with them. */
function BatchBar<Row>({ batch, selection, onDone }: BatchBarProps<Row>) {
  const t = useText();
  const done = () => {
    selection.choose([]);
    onDone();
  };
  const { rows, selectable, choose } = selection;
  return (
    <div className="mq-table-batch mq-no-print" role="group" aria-label={t(texts.chosenRows)}>
      <Checkbox
        disabled={selectable.length === 0}
        checked={rows.length > 0 && rows.length === selectable.length}
        indeterminate={rows.length > 0 && rows.length < selectable.length}
        onChange={({ target }) => choose(target.checked ? selectable : [])}
      >
        {t(texts.chooseAll)}
      </Checkbox>
      {rows.length > 0 && (
        <>
          <strong>{t(texts.chosenCount, { n: rows.length })}</strong>
          {batch.render(rows, done)}
        </>
      )}
    </div>
  );
}

/** The page of rows that is asked for; the one before stays in sight until it comes. */
function useRows<Row>(id: string, source: ListSource<Row>, query: ListQuery, enabled: boolean) {
  return useQuery({
    queryKey: ['table', id, query],
    queryFn: ({ signal }) => source(query, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled,
  });
}

/** Whether the screen is a phone's: rows are cards, filters begin closed. */
function useNarrow(): boolean {
  return Grid.useBreakpoint().md === false;
}

function publicNames(filters: readonly TableFilter[]): readonly string[] {
  return filters.filter((filter) => !filter.private).map((filter) => filter.name);
}

interface TableBodyProps<Row> extends DataTableProps<Row> {
  readonly state: ReturnType<typeof useTableState>;
  readonly selection: Selection<Row> | undefined;
  readonly list: {
    data: { items: readonly Row[] } | undefined;
    error: unknown;
    isFetching: boolean;
    refetch: () => unknown;
  };
}

function TableBody<Row>({ state, list, empty, ...table }: TableBodyProps<Row>) {
  const t = useText();
  const narrow = useNarrow();
  if (list.error) {
    return (
      <div className="mq-card-body">
        <ProblemView problem={list.error} onRetry={() => void list.refetch()} />
      </div>
    );
  }
  if (list.data?.items.length === 0 || table.enabled === false) {
    return <EmptyList filtered={state.filtered} empty={empty} onReset={() => state.setFilters({})} />;
  }
  const Rows = narrow ? CardRows : TableRows;
  return (
    <Rows
      {...table}
      caption={t(table.title)}
      rows={list.data?.items}
      sort={state.query.sort}
      onSort={state.setSort}
      loading={list.isFetching && !list.data}
    />
  );
}

function EmptyList({
  filtered,
  empty,
  onReset,
}: {
  filtered: boolean;
  empty: DataTableProps<unknown>['empty'];
  onReset: () => void;
}) {
  const t = useText();
  if (filtered) {
    return (
      <Empty title={t(texts.emptyFiltered)} hint={t(texts.emptyFilteredHint)}>
        <Button onClick={onReset}>{t(texts.reset)}</Button>
      </Empty>
    );
  }
  return <Empty title={t(empty?.title ?? texts.empty)} hint={empty?.hint && t(empty.hint)} />;
}
