import {
  DataTable,
  Notice,
  Page,
  StatusTag,
  When,
  listAt,
  useGo,
  useText,
  wordChoices,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter, Text } from '#web/kit/index.ts';
import { citizenWord, correctionStateWords, overdueWord } from '../schema.ts';
import type { CorrectionWire } from '../schema.ts';
import { qualityPath, useOverview } from './quality-data.ts';
import { correctionTones, texts } from './texts.ts';

const filters: readonly TableFilter[] = [
  { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(correctionStateWords) },
  { name: 'overdue', label: texts.clock, kind: 'choice', options: wordChoices({ yes: texts.overdueOnly }) },
];

/** What the own branch has to answer. */
export function InboxPage() {
  const t = useText();
  const { data } = useOverview();
  return (
    <Page lead={texts.inboxLead}>
      <div className="mq-gap">
        {data?.draft && <Notice tone="info">{t(texts.draftDays, { days: data.answerWorkingDays })}</Notice>}
        <Corrections side="owner" title={texts.inbox} hint={texts.noInboxHint} />
      </div>
    </Page>
  );
}

/** What one filed oneself. */
export function OwnPage() {
  return (
    <Page lead={texts.ownLead}>
      <Corrections side="own" title={texts.own} hint={texts.noOwnHint} />
    </Page>
  );
}

function Corrections({ side, title, hint }: { side: 'own' | 'owner'; title: Text; hint: Text }) {
  const t = useText();
  const go = useGo();
  return (
    <DataTable<CorrectionWire>
      id={`corrections-${side}`}
      title={title}
      {...listAt<CorrectionWire>(`${qualityPath}/corrections`, { side })}
      rowKey={({ number }) => number}
      columns={columnsOf(t, side)}
      filters={filters}
      defaultSort="-number"
      empty={{ title: texts.noCorrections, hint }}
      onOpen={({ number }) => go(`/quality/${side === 'own' ? 'own' : 'inbox'}/${number}`)}
    />
  );
}

function columnsOf(t: ReturnType<typeof useText>, side: 'own' | 'owner'): TableColumn<CorrectionWire>[] {
  const other: TableColumn<CorrectionWire> =
    side === 'own'
      ? { key: 'owner', title: texts.owner, render: ({ owner }) => t(owner.title) }
      : { key: 'filer', title: texts.filer, render: (row) => <Filer row={row} /> };
  return [
    { key: 'number', title: texts.number, sort: 'number' },
    { key: 'state', title: texts.state, sort: 'state', render: (row) => <CorrectionState row={row} /> },
    { key: 'resource', title: texts.resource, render: ({ resource }) => t(resource.title) },
    { key: 'field', title: texts.field, render: ({ field }) => t(field.title) },
    other,
    {
      key: 'dueAt',
      title: texts.due,
      sort: 'dueAt',
      render: ({ dueAt }) => <When at={dueAt} precision="day" />,
    },
    { key: 'filedAt', title: texts.filedAt, sort: 'filedAt', render: ({ filedAt }) => <When at={filedAt} /> },
    { key: 'handler', title: texts.handler },
  ];
}

export function Filer({ row: { filer, filerKind } }: { row: Pick<CorrectionWire, 'filer' | 'filerKind'> }) {
  const t = useText();
  return (
    <>
      {filer}
      {filerKind === 'citizen' && ` · ${t(citizenWord)}`}
    </>
  );
}

/** The state in a word, and whether the answer is late. */
export function CorrectionState({ row }: { row: Pick<CorrectionWire, 'state' | 'overdue'> }) {
  const t = useText();
  return (
    <StatusTag tone={row.overdue ? 'bad' : correctionTones[row.state]}>
      {t(correctionStateWords[row.state])}
      {row.overdue && ` · ${t(overdueWord)}`}
    </StatusTag>
  );
}
