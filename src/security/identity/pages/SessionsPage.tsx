import { Button } from 'antd';
import type { ReactNode } from 'react';
import { api, DataTable, exportFrom, listFrom, Page, ProblemView, useGo, useSession, useText, When, type TableColumn } from '#web/kit/index.ts'; // prettier-ignore
import type { SessionItem } from '../schema.ts';
import { useAct } from './identity-data.ts';
import { AssuranceName, SessionTag } from './SessionsPanel.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

/** Everybody who is signed in now. */
export function SessionsPage() {
  const go = useGo();
  const { actor } = useSession();
  const act = useAct();
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
        source={listFrom('/api/v1/sessions')}
        rowKey={(row) => row.id}
        columns={columns}
        onExport={exportFrom('/api/v1/sessions/export')}
        onOpen={open}
        empty={{ title: identityTexts.noSessions }}
        actions={endButton}
      />
    </Page>
  );
}

function EndButton({ session, act }: { session: SessionItem; act: ReturnType<typeof useAct> }) {
  const t = useText();
  const end = () => act.run(() => api.delete(`/api/v1/sessions/${session.id}`), identityTexts.done);
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
  { key: 'name', title: identityTexts.name },
  { key: 'state', title: identityTexts.state, render: (row) => <SessionTag session={row} /> },
  { key: 'createdAt', title: identityTexts.since, render: (row) => <When at={row.createdAt} /> },
  { key: 'lastUsedAt', title: identityTexts.used, render: (row) => <When at={row.lastUsedAt} /> },
  {
    key: 'expiresAt',
    title: identityTexts.until,
    render: (row) => <When at={row.expiresAt} />,
    hidden: true,
  },
  { key: 'assurance', title: identityTexts.assurance, render: (row) => <AssuranceName session={row} /> },
  {
    key: 'address',
    title: identityTexts.address,
    render: (row) => <span className="mq-mono">{row.address ?? '—'}</span>,
  },
];
