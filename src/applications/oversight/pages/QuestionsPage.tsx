import {
  DataTable,
  Notice,
  Page,
  StatusTag,
  When,
  exportFrom,
  listFrom,
  useGo,
  useText,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter } from '#web/kit/index.ts';
import type { QuestionRowWire } from '../schema.ts';
import { useSettings } from './oversight-data.ts';
import { actTitles, texts, titleOf } from './texts.ts';

const filters: readonly TableFilter[] = [
  {
    name: 'state',
    label: texts.state,
    kind: 'choice',
    options: [
      { value: 'open', label: texts.open },
      { value: 'answered', label: texts.answered },
    ],
  },
];

/** The inbox: what people asked, by the day on which an answer is due. */
export function QuestionsPage() {
  const t = useText();
  const go = useGo();
  const settings = useSettings();
  return (
    <Page lead={texts.questionsLead}>
      <div className="mq-gap">
        {settings?.draft && <Notice tone="info">{t(texts.draftDays, { days: settings.answerDays })}</Notice>}
        <DataTable<QuestionRowWire>
          id="questions"
          title={texts.questions}
          source={listFrom('/api/v1/questions')}
          rowKey={({ id }) => id}
          columns={columnsOf(t)}
          filters={filters}
          onExport={exportFrom('/api/v1/questions/export')}
          defaultSort="dueAt"
          empty={{ title: texts.noQuestions, hint: texts.noQuestionsHint }}
          onOpen={({ id }) => go(`/audit/questions/${id}`)}
        />
      </div>
    </Page>
  );
}

function columnsOf(t: ReturnType<typeof useText>): TableColumn<QuestionRowWire>[] {
  return [
    { key: 'dueAt', title: texts.due, sort: 'dueAt', render: ({ dueAt }) => <When at={dueAt} /> },
    { key: 'state', title: texts.state, render: (row) => <QuestionState row={row} /> },
    { key: 'askedAt', title: texts.askedAt, render: ({ askedAt }) => <When at={askedAt} /> },
    {
      key: 'access',
      title: texts.about,
      render: ({ access }) =>
        [access.titles.resource && t(access.titles.resource), t(titleOf(actTitles, access.act))]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'unit', title: texts.unit, render: ({ access }) => t(access.titles.organisation) },
    { key: 'seq', title: texts.place, align: 'right' },
  ];
}

/** Open, overdue, or answered and how. */
export function QuestionState({ row }: { row: Pick<QuestionRowWire, 'state' | 'overdue' | 'outcome'> }) {
  const t = useText();
  if (row.state === 'answered')
    return (
      <StatusTag tone="good">
        {t(texts.answered)}
        {row.outcome && ` · ${t(row.outcome)}`}
      </StatusTag>
    );
  return (
    <StatusTag tone={row.overdue ? 'bad' : 'info'}>{t(row.overdue ? texts.overdue : texts.open)}</StatusTag>
  );
}
