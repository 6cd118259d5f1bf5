import { Button } from 'antd';
import type { ReactNode } from 'react';
import { api, BatchActs, DataTable, listAt, Page, ProblemView, useGo, useSession, useText, When, wordChoices, type BatchAct, type TableBatch, type TableColumn, type TableFilter } from '#web/kit/index.ts'; // prettier-ignore
import { accountKindTexts, assuranceTexts, sessionStateTexts } from '../schema.ts';
import type { SessionItem } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { AssuranceName, SessionTag } from './SessionsPanel.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

/** Everybody who is signed in now. */
export function SessionsPage() {
  const go = useGo();
  const { actor } = useSession();
  const act = useIdentityAct();
  const may = actor.roles.includes('system-administrator');
  const open = (row: SessionItem): void => {
    if (row.kind === 'officer') go(`/administration/officers/${row.account}`);
  };
  const endButton = (row: SessionItem): ReactNode =>
    may && !row.current && <EndButton session={row} act={act} />;
  return (
    <Page lead={identityTexts.sessionsLead}>
      {act.problem && <ProblemView problem={act.problem} />}
      <DataTable<SessionItem>
        id="identity-sessions"
        title={identityTexts.sessions}
        {...listAt<SessionItem>('/api/v1/sessions')}
        rowKey={(row) => row.id}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        {...(may ? { batch } : {})}
        onOpen={open}
        empty={{ title: identityTexts.noSessions }}
        actions={endButton}
      />
    </Page>
  );
}

const endOne = ({ id }: SessionItem) => api.delete(`/api/v1/sessions/${id}`);
const endAll: BatchAct<SessionItem> = { title: identityTexts.endSession, danger: true, each: endOne };
const batch: TableBatch<SessionItem> = {
  isSelectable: ({ current }) => !current,
  nameOf: ({ name }) => name,
  render: (rows, done) => <BatchActs rows={rows} nameOf={({ name }) => name} acts={[endAll]} onDone={done} />,
};

const filters: readonly TableFilter[] = [
  { name: 'state', label: identityTexts.state, kind: 'choice', options: wordChoices(sessionStateTexts) },
  { name: 'kind', label: identityTexts.kind, kind: 'choice', options: wordChoices(accountKindTexts) },
  { name: 'assurance', label: identityTexts.assurance, kind: 'choice', options: wordChoices(assuranceTexts) },
];

function EndButton({ session, act }: { session: SessionItem; act: ReturnType<typeof useIdentityAct> }) {
  const t = useText();
  const end = () => act.run(() => endOne(session), identityTexts.done);
  return (
    <Button
      loading={act.busy}
      aria-label={`${t(identityTexts.endSession)} ${session.name}`}
      onClick={() => void end()}
    >
      {t(identityTexts.endSession)}
    </Button>
  );
}

const columns: TableColumn<SessionItem>[] = [
  { key: 'name', title: identityTexts.name, sort: 'name' },
  { key: 'state', title: identityTexts.state, render: (row) => <SessionTag session={row} /> },
  {
    key: 'createdAt',
    title: identityTexts.since,
    sort: 'createdAt',
    render: (row) => <When at={row.createdAt} />,
  },
  {
    key: 'lastUsedAt',
    title: identityTexts.used,
    sort: 'lastUsedAt',
    render: (row) => <When at={row.lastUsedAt} />,
  },
  {
    key: 'expiresAt',
    title: identityTexts.until,
    sort: 'expiresAt',
    render: (row) => <When at={row.expiresAt} />,
    hidden: true,
  },
  { key: 'assurance', title: identityTexts.assurance, render: (row) => <AssuranceName session={row} /> },
  {
    key: 'address',
    title: identityTexts.address,
    sort: 'address',
    render: (row) => <span className="mq-mono">{row.address ?? '—'}</span>,
  },
];
