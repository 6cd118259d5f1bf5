import type { ReactNode } from 'react';
import { DataTable, StatusTag, When, useText, useUrlState } from '#web/kit/index.ts';
import type { ExportAct, ListSource, TableColumn, TableFilter, Text } from '#web/kit/index.ts';
import type { EntryRowWire } from '../schema.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { outcomeTones } from './oversight-data.ts';
import { actTitles, outcomeTitles, texts, titleOf } from './texts.ts';
import './oversight.css';

interface EntryTableProps {
  readonly id: string;
  readonly source: ListSource<EntryRowWire>;
  readonly filters: readonly TableFilter[];
  readonly sorted: boolean;
  readonly empty: { readonly title: Text; readonly hint: Text };
  readonly toolbar?: ReactNode;
  readonly onExport: ExportAct;
}

/** Entries of the ledger; a row opens the whole entry beside the list. */
export function EntryTable({ id, source, filters, sorted, empty, toolbar, onExport }: EntryTableProps) {
  const t = useText();
  const [url, changeUrl] = useUrlState();
  return (
    <>
      <DataTable<EntryRowWire>
        id={id}
        title={texts.ledger}
        source={source}
        rowKey={({ open }) => open.id}
        columns={columnsOf(t, sorted)}
        filters={filters}
        empty={empty}
        toolbar={toolbar}
        onOpen={({ seq, open }) => changeUrl({ entry: seq === null ? open.id : String(seq) })}
        {...(sorted ? { defaultSort: '-at' } : {})}
        onExport={onExport}
      />
      {url['entry'] && <EntryDrawer entry={url['entry']} onClose={() => changeUrl({ entry: undefined })} />}
    </>
  );
}

function columnsOf(t: ReturnType<typeof useText>, sorted: boolean): TableColumn<EntryRowWire>[] {
  return [
    { key: 'seq', title: texts.place, align: 'right', render: ({ seq }) => seq ?? '…' },
    {
      key: 'at',
      title: texts.at,
      ...(sorted ? { sort: 'at' } : {}),
      render: ({ open }) => <When at={open.at} precision="second" />,
    },
    { key: 'act', title: texts.act, render: ({ open }) => t(titleOf(actTitles, open.act)) },
    { key: 'outcome', title: texts.outcome, render: (row) => <Outcome row={row} /> },
    {
      key: 'resource',
      title: texts.resource,
      render: ({ titles }) => (titles.resource ? t(titles.resource) : '—'),
    },
    {
      key: 'fields',
      title: texts.fields,
      render: ({ titles }) => titles.fields.map((field) => t(field)).join('、') || '—',
    },
    { key: 'count', title: texts.count, align: 'right', render: ({ open }) => open.count ?? '—' },
    { key: 'unit', title: texts.unit, render: ({ titles }) => t(titles.organisation) },
    {
      key: 'role',
      title: texts.role,
      render: ({ titles }) => titles.roles.map((role) => t(role)).join('、') || '—',
    },
    {
      key: 'purpose',
      title: texts.purpose,
      render: ({ titles, purposeReference }) => (
        <>
          {titles.purpose ? t(titles.purpose) : '—'}
          {purposeReference && <span className="mq-mono oversight-number"> {purposeReference}</span>}
        </>
      ),
    },
    { key: 'subjects', title: texts.subjects, align: 'right', hidden: true },
    { key: 'policy', title: texts.policy, hidden: true },
    {
      key: 'requestId',
      title: texts.requestId,
      hidden: true,
      render: ({ requestId }) => <span className="mq-mono">{requestId}</span>,
    },
  ];
}

function Outcome({ row }: { row: EntryRowWire }) {
  const t = useText();
  const { outcome } = row.open;
  return (
    <StatusTag tone={outcomeTones[outcome] ?? 'neutral'}>{t(titleOf(outcomeTitles, outcome))}</StatusTag>
  );
}
