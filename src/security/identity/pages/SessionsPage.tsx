import { Button } from 'antd';
import { api, DataTable, listFrom, Page, ProblemView, useGo, useSession, useText, When, type TableColumn } from '#web/kit/index.ts'; // prettier-ignore
import type { SessionItem } from '../schema.ts';
import { useAct } from './identity-data.ts';
import { AssuranceName, SessionTag } from './SessionsPanel.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

/** Everybody who is signed in now. */
export function SessionsPage() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const { run, problem, busy } = useAct();
  const may = actor.roles.includes('system-administrator');
  const end = (id: string) => run(() => api.delete(`/api/v1/sessions/${id}`), identityTexts.done);
  return (
    <Page lead={identityTexts.sessionsLead}>
      {problem && <ProblemView problem={problem} />}
      <DataTable<SessionItem>
        id="identity-sessions"
        title={identityTexts.sessions}
        source={listFrom('/api/v1/sessions')}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => row.kind === 'officer' && go(`/administration/officers/${row.account}`)}
        empty={{ title: identityTexts.noSessions }}
        actions={(row) =>
          may &&
          !row.current && (
            <Button
              size="small"
              loading={busy}
              aria-label={`${t(identityTexts.endSession)} ${row.name}`}
              onClick={() => void end(row.id)}
            >
              {t(identityTexts.endSession)}
            </Button>
          )
        }
      />
    </Page>
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
