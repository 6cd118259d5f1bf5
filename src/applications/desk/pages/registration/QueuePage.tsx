import { Button, Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  api,
  DataTable,
  exportFrom,
  listFrom,
  Page,
  problemFrom,
  ProblemView,
  StatusTag,
  useGo,
  usePurpose,
  useText,
  useUrlState,
  When,
  type ApiProblem,
  type ListQuery,
  type Purpose,
  type TableColumn,
  type TableFilter,
} from '#web/kit/index.ts';
import type { RequestWire } from '../../schema.ts';
import { useDeskRefresh, useKinds } from '../desk-data.ts';
import { OpenRequest } from '../OpenRequest.tsx';
import { deskTexts } from '../texts.ts';
import { RequestState } from './RequestState.tsx';
import '../desk.css';

const views = {
  queue: deskTexts.queue,
  mine: deskTexts.assignedToMe,
  unit: deskTexts.wholeUnit,
  opened: deskTexts.openedByMe,
} as const;
type View = keyof typeof views;

/** The registration desk: requests waiting, one's own, the unit's; take one, open one, hand in a new one. */
export function QueuePage() {
  const t = useText();
  const go = useGo();
  const inForce = usePurpose();
  const [url, changeUrl] = useUrlState();
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const view: View = (url['view'] as View | undefined) ?? 'queue';
  const opened = (purpose: Purpose) => {
    inForce.use(purpose);
    go(`/registration/requests/${purpose.reference}`);
  };
  return (
    <Page
      lead={deskTexts.requestsLead}
      actions={
        <Button type="primary" onClick={() => setOpening(true)}>
          {t(deskTexts.newRequest)}
        </Button>
      }
    >
      <div className="mq-gap">
        <Radio.Group
          aria-label={t(deskTexts.view)}
          optionType="button"
          value={view}
          onChange={(event) => changeUrl({ view: event.target.value as string })}
          options={Object.entries(views).map(([value, label]) => ({ value, label: t(label) }))}
        />
        {problem && <ProblemView problem={problem} />}
        <Requests key={view} view={view} onProblem={setProblem} />
      </div>
      <Modal
        open={opening}
        title={t(deskTexts.newRequest)}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpening(false)}
      >
        <OpenRequest onOpened={opened} onCancel={() => setOpening(false)} />
      </Modal>
    </Page>
  );
}

function Requests({ view, onProblem }: { view: View; onProblem: (problem: ApiProblem | undefined) => void }) {
  const t = useText();
  const go = useGo();
  const { data: kinds } = useKinds();
  const refresh = useDeskRefresh();
  const take = async (request: RequestWire) => {
    onProblem(undefined);
    try {
      await api.post(`/api/v1/desk/requests/${request.reference}/take`);
      await refresh();
      go(`/registration/requests/${request.reference}`);
    } catch (thrown) {
      onProblem(problemFrom(thrown));
      await refresh();
    }
  };
  const source = listFrom<RequestWire>('/api/v1/desk/requests');
  const save = exportFrom('/api/v1/desk/requests/export');
  const within = (query: ListQuery) => ({ ...query, filters: { ...query.filters, view } });
  return (
    <DataTable<RequestWire>
      id={`desk-requests-${view}`}
      title={views[view]}
      source={(query, signal) => source(within(query), signal)}
      onExport={(format, query, columns) => save(format, within(query), columns)}
      rowKey={(row) => row.reference}
      defaultSort={view === 'opened' ? '-openedAt' : 'until'}
      columns={columns(t)}
      filters={filters(kinds?.registration.kinds ?? [], view)}
      onOpen={(row) => go(`/registration/requests/${row.reference}`)}
      empty={{ title: deskTexts.noRequests, hint: deskTexts.noRequestsHint }}
      actions={(row) => takeButton(row, t, take)}
    />
  );
}

function takeButton(
  row: RequestWire,
  t: ReturnType<typeof useText>,
  take: (request: RequestWire) => Promise<void>,
): ReactNode {
  if (!row.acts.includes('take')) return null;
  return (
    <Button onClick={() => void take(row)} aria-label={`${t(deskTexts.take)} ${row.reference}`}>
      {t(deskTexts.take)}
    </Button>
  );
}

function columns(t: ReturnType<typeof useText>): TableColumn<RequestWire>[] {
  return [
    {
      key: 'reference',
      title: deskTexts.number,
      render: (row) => <span className="mq-mono">{row.reference}</span>,
    },
    { key: 'kind', title: deskTexts.kind, render: (row) => t(row.kindTitle) },
    { key: 'note', title: deskTexts.note },
    { key: 'state', title: deskTexts.state, render: (row) => <RequestState request={row} /> },
    { key: 'assignedToName', title: deskTexts.handler },
    {
      key: 'until',
      title: deskTexts.due,
      sort: 'until',
      render: (row) =>
        row.overdue ? (
          <StatusTag tone="bad">{t(deskTexts.overdue)}</StatusTag>
        ) : (
          <When at={row.until} precision="day" age />
        ),
    },
    {
      key: 'openedAt',
      title: deskTexts.openedAt,
      sort: 'openedAt',
      render: (row) => <When at={row.openedAt} />,
    },
    { key: 'openedByName', title: deskTexts.openedBy, hidden: true },
  ];
}

function filters(kinds: readonly { code: string; zh: string; en: string }[], view: View): TableFilter[] {
  const states = (['waiting', 'assigned', 'completed', 'withdrawn'] as const).map((value) => ({
    value,
    label: deskTexts[value],
  }));
  const kind: TableFilter = {
    name: 'kind',
    label: deskTexts.kind,
    kind: 'choice',
    options: kinds.map(({ code, zh, en }) => ({ value: code, label: { zh, en } })),
  };
  return view === 'queue'
    ? [kind]
    : [kind, { name: 'state', label: deskTexts.state, kind: 'choice', options: states }];
}
