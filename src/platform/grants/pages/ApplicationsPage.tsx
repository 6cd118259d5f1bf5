import { DataTable, Page, StatusTag, When, useGo, useText } from '#web/kit/index.ts';
import type { TableColumn, TableFilter, Text } from '#web/kit/index.ts';
import type { ApplicationWire } from '../schema.ts';
import { applicationsOf, lastDay } from './grants-data.ts';
import { stateTitles, stateTones, texts } from './texts.ts';

const choices = (titles: Readonly<Record<string, Text>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));
const { expired: _judgedByTime, ...storedStates } = stateTitles;

const filters: readonly TableFilter[] = [
  { name: 'state', label: texts.state, kind: 'choice', options: choices(storedStates) },
  { name: 'late', label: texts.answer, kind: 'choice', options: choices({ overdue: texts.overdue }) },
  { name: 'ending', label: texts.ending, kind: 'choice', options: choices({ soon: texts.endsSoon }) },
];

/** What the own branch applied for and holds. */
export function MinePage() {
  return (
    <Page lead={texts.mineLead}>
      <Applications side="own" title={texts.mine} hint={texts.noneMine} />
    </Page>
  );
}

/** What the own branch has to decide, and has granted. */
export function InboxPage() {
  return (
    <Page lead={texts.inboxLead}>
      <Applications side="owner" title={texts.inbox} hint={texts.noneInbox} />
    </Page>
  );
}

function Applications({ side, title, hint }: { side: 'own' | 'owner'; title: Text; hint: Text }) {
  const t = useText();
  const go = useGo();
  return (
    <DataTable<ApplicationWire>
      id={`applications-${side}`}
      title={title}
      source={applicationsOf(side)}
      rowKey={({ number }) => number}
      columns={columnsOf(t, side)}
      filters={filters}
      empty={{ title: texts.none, hint }}
      onOpen={({ number }) => go(`/grants/applications/${number}`)}
    />
  );
}

function columnsOf(t: ReturnType<typeof useText>, side: 'own' | 'owner'): TableColumn<ApplicationWire>[] {
  const other: TableColumn<ApplicationWire> =
    side === 'own'
      ? { key: 'owner', title: texts.owner, render: ({ owner }) => t(owner.title) }
      : { key: 'branch', title: texts.branch, render: ({ branch }) => t(branch.title) };
  return [
    { key: 'number', title: texts.number },
    { key: 'state', title: texts.state, render: (row) => <ApplicationState row={row} /> },
    { key: 'resource', title: texts.resource, render: ({ resource }) => t(resource.title) },
    other,
    { key: 'applicant', title: texts.applicant },
    { key: 'dueAt', title: texts.due, render: ({ dueAt }) => <When at={dueAt} precision="day" /> },
    {
      key: 'until',
      title: texts.until,
      render: ({ granted, asked }) => <When at={lastDay((granted ?? asked).until)} precision="day" />,
    },
    { key: 'changedAt', title: texts.changed, render: ({ changedAt }) => <When at={changedAt} /> },
  ];
}

/** The state in a word, with what is urgent about it. */
export function ApplicationState({
  row,
}: {
  row: Pick<ApplicationWire, 'state' | 'overdue' | 'endsSoon' | 'basisReview' | 'fieldsReview'>;
}) {
  const t = useText();
  const urgent = row.overdue
    ? texts.overdue
    : row.endsSoon
      ? texts.endsSoon
      : row.basisReview.length > 0
        ? texts.reviewBasis
        : row.fieldsReview.length > 0
          ? texts.reviewFields
          : null;
  const tone = row.overdue
    ? 'bad'
    : row.endsSoon || row.basisReview.length > 0 || row.fieldsReview.length > 0
      ? 'warn'
      : stateTones[row.state];
  return (
    <StatusTag tone={tone}>
      {t(stateTitles[row.state])}
      {urgent && ` · ${t(urgent)}`}
    </StatusTag>
  );
}
