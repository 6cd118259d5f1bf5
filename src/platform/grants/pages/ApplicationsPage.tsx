import { BatchActs, DataTable, Page, StatusTag, When, api, listAt, useGo, useText, wordChoices } from '#web/kit/index.ts'; // prettier-ignore
import type { BatchAct, TableColumn, TableFilter, Text } from '#web/kit/index.ts';
import { applicationStateWords, overdueWord } from '../schema.ts';
import type { ApplicationWire } from '../schema.ts';
import { applicationsPath, lastDay } from './grants-data.ts';
import { actTitles, stateTones, texts } from './texts.ts';

const { expired: _judgedByTime, ...storedStates } = applicationStateWords;

const filters: readonly TableFilter[] = [
  { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(storedStates) },
  { name: 'late', label: texts.answer, kind: 'choice', options: wordChoices({ overdue: overdueWord }) },
  { name: 'ending', label: texts.ending, kind: 'choice', options: wordChoices({ soon: texts.endsSoon }) },
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
      {...listAt<ApplicationWire>(applicationsPath, { side })}
      rowKey={({ number }) => number}
      columns={columnsOf(t, side)}
      filters={filters}
      defaultSort="-number"
      batch={{
        isSelectable: ({ may }) => grantActs.some(({ act }) => may.includes(act)),
        render: (rows, done) => <OnGrants rows={rows} onDone={done} />,
      }}
      empty={{ title: texts.none, hint }}
      onOpen={({ number }) => go(`/grants/applications/${number}`)}
    />
  );
}

const grantActs = (['suspend', 'resume', 'end'] as const).map((act): GrantAct => ({ act, ...batchOf(act) }));

type GrantAct = BatchAct<ApplicationWire> & { readonly act: 'suspend' | 'resume' | 'end' };

function batchOf(act: GrantAct['act']): BatchAct<ApplicationWire> {
  return {
    title: actTitles[act] ?? texts.act,
    danger: act === 'end',
    fits: ({ may }) => may.includes(act),
    each: ({ number, version }, text) => api.post(`${applicationsPath}/${number}/${act}`, { version, text }),
  };
}

/** Suspends, resumes or ends the chosen grants, each for itself; says why once. */
function OnGrants({ rows, onDone }: { rows: readonly ApplicationWire[]; onDone: () => void }) {
  const acts = grantActs.filter(({ act }) => rows.some(({ may }) => may.includes(act)));
  const reason = { label: texts.batchReason, hint: texts.batchHint };
  return (
    <BatchActs rows={rows} nameOf={({ number }) => number} acts={acts} reason={reason} onDone={onDone} />
  );
}

function columnsOf(t: ReturnType<typeof useText>, side: 'own' | 'owner'): TableColumn<ApplicationWire>[] {
  const other: TableColumn<ApplicationWire> =
    side === 'own'
      ? { key: 'owner', title: texts.owner, render: ({ owner }) => t(owner.title) }
      : { key: 'branch', title: texts.branch, render: ({ branch }) => t(branch.title) };
  return [
    { key: 'number', title: texts.number, sort: 'number' },
    { key: 'state', title: texts.state, sort: 'state', render: (row) => <ApplicationState row={row} /> },
    { key: 'resource', title: texts.resource, sort: 'resource', render: ({ resource }) => t(resource.title) },
    other,
    { key: 'applicant', title: texts.applicant, sort: 'applicant' },
    {
      key: 'dueAt',
      title: texts.due,
      sort: 'dueAt',
      render: ({ dueAt }) => <When at={dueAt} precision="day" />,
    },
    {
      key: 'until',
      title: texts.until,
      sort: 'until',
      render: ({ granted, asked }) => <When at={lastDay((granted ?? asked).until)} precision="day" />,
    },
    {
      key: 'changedAt',
      title: texts.changed,
      sort: 'changedAt',
      render: ({ changedAt }) => <When at={changedAt} />,
    },
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
    ? overdueWord
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
      {t(applicationStateWords[row.state])}
      {urgent && ` · ${t(urgent)}`}
    </StatusTag>
  );
}
