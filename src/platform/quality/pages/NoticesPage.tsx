import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { DataTable, Page, StatusTag, When, api, listFrom, problemFrom, useText } from '#web/kit/index.ts';
import type { TableColumn, TableFilter } from '#web/kit/index.ts';
import type { NoticeWire } from '../schema.ts';
import { qualityPath } from './quality-data.ts';
import { texts } from './texts.ts';

const filters: readonly TableFilter[] = [
  {
    name: 'state',
    label: texts.state,
    kind: 'choice',
    options: [
      { value: 'new', label: texts.unread },
      { value: 'read', label: texts.known },
    ],
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
        source={listFrom(`${qualityPath}/notices`)}
        rowKey={({ number }) => number}
        columns={columnsOf(t)}
        filters={filters}
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
    { key: 'number', title: texts.number },
    {
      key: 'state',
      title: texts.state,
      render: ({ acknowledgedAt }) => (
        <StatusTag tone={acknowledgedAt === null ? 'warn' : 'good'}>
          {t(acknowledgedAt === null ? texts.unread : texts.known)}
        </StatusTag>
      ),
    },
    { key: 'resource', title: texts.resource, render: ({ resource }) => t(resource.title) },
    { key: 'field', title: texts.field, render: ({ field }) => t(field.title) },
    { key: 'owner', title: texts.owner, render: ({ owner }) => t(owner.title) },
    { key: 'times', title: texts.times, align: 'right' },
    { key: 'lastAt', title: texts.lastReceived, render: ({ lastAt }) => <When at={lastAt} /> },
    { key: 'sentAt', title: texts.sentAt, render: ({ sentAt }) => <When at={sentAt} /> },
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
