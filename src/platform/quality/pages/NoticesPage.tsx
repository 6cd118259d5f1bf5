import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import {
  DataTable,
  Page,
  StatusTag,
  When,
  api,
  listAt,
  problemFrom,
  useText,
  wordChoices,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter } from '#web/kit/index.ts';
import { noticeStateWords } from '../schema.ts';
import type { NoticeWire } from '../schema.ts';
import { qualityPath } from './quality-data.ts';
import { texts } from './texts.ts';

const filters: readonly TableFilter[] = [
  {
    name: 'state',
    label: texts.state,
    kind: 'choice',
    options: wordChoices(noticeStateWords),
  },
];

/** Values that one was shown and that were corrected since. */
export function NoticesPage() {
  const t = useText();
  return (
    <Page lead={texts.noticesLead}>
      <DataTable<NoticeWire>
        id="quality-notices"
        title={texts.notices}
        {...listAt<NoticeWire>(`${qualityPath}/notices`)}
        rowKey={({ number }) => number}
        columns={columnsOf(t)}
        filters={filters}
        defaultSort="-number"
        empty={{ title: texts.noNotices, hint: texts.noNoticesHint }}
        actions={actionsOf}
      />
    </Page>
  );
}

function actionsOf({ number, acknowledgedAt }: NoticeWire) {
  return acknowledgedAt === null ? <Know number={number} /> : null;
}

function columnsOf(t: ReturnType<typeof useText>): TableColumn<NoticeWire>[] {
  return [
    { key: 'number', title: texts.number, sort: 'number' },
    {
      key: 'state',
      title: texts.state,
      render: ({ acknowledgedAt }) => (
        <StatusTag tone={acknowledgedAt === null ? 'warn' : 'good'}>
          {t(noticeStateWords[acknowledgedAt === null ? 'new' : 'read'])}
        </StatusTag>
      ),
    },
    { key: 'resource', title: texts.resource, render: ({ resource }) => t(resource.title) },
    { key: 'field', title: texts.field, render: ({ field }) => t(field.title) },
    { key: 'owner', title: texts.owner, render: ({ owner }) => t(owner.title) },
    { key: 'times', title: texts.times, align: 'right', sort: 'times' },
    {
      key: 'lastAt',
      title: texts.lastReceived,
      sort: 'lastAt',
      render: ({ lastAt }) => <When at={lastAt} />,
    },
    { key: 'sentAt', title: texts.sentAt, sort: 'sentAt', render: ({ sentAt }) => <When at={sentAt} /> },
  ];
}

function Know({ number }: { number: string }) {
  const t = useText();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const know = async () => {
    try {
      await api.post(`${qualityPath}/notices/${number}/acknowledge`);
      await client.invalidateQueries({ queryKey: ['table', 'quality-notices'] });
    } catch (thrown) {
      const problem = problemFrom(thrown);
      modal.error({ title: problem.detail ?? problem.title, content: problem.action });
    }
  };
  return (
    <Button size="small" onClick={() => void know()}>
      {t(texts.know)}
    </Button>
  );
}
