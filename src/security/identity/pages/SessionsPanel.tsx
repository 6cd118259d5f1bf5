import { Button } from 'antd';
import { api, Panel, ProblemView, StatusTag, useSession, useText, When } from '#web/kit/index.ts';
import type { SessionItem } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { identityTexts } from './texts.ts';

/** Open sessions of one account. Everybody may end their own, a system administrator anybody's. */
export function SessionsPanel({ sessions }: { sessions: readonly SessionItem[] }) {
  const t = useText();
  const { actor } = useSession();
  const { run, problem, busy } = useIdentityAct();
  const end = (id: string) => run(() => api.delete(`/api/v1/sessions/${id}`), identityTexts.done);
  const may = (session: SessionItem): boolean =>
    session.account === actor.id || actor.roles.includes('system-administrator');
  return (
    <Panel title={identityTexts.sessions}>
      {problem && <ProblemView problem={problem} />}
      {sessions.length === 0 && <p className="mq-soft">{t(identityTexts.noSessions)}</p>}
      <ul className="id-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="id-main">
              <div>
                {t(identityTexts.since)} <When at={session.createdAt} /> · <AssuranceName session={session} />
              </div>
              <div className="mq-soft">
                {t(identityTexts.used)} <When at={session.lastUsedAt} /> · {t(identityTexts.address)}{' '}
                <span className="mq-mono">{session.address ?? '—'}</span>
              </div>
            </div>
            <SessionTag session={session} />
            {may(session) && !session.current && (
              <Button loading={busy} onClick={() => void end(session.id)}>
                {t(identityTexts.endSession)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** How the session was opened. */
export function AssuranceName({ session }: { session: SessionItem }) {
  const t = useText();
  return <>{t(session.assurance === 'demo' ? identityTexts.demo : identityTexts['certificate-and-pin'])}</>;
}

/** Own, locked or in use. */
export function SessionTag({ session }: { session: SessionItem }) {
  const t = useText();
  if (session.current) return <StatusTag tone="info">{t(identityTexts.thisOne)}</StatusTag>;
  if (session.lockedAt) return <StatusTag tone="warn">{t(identityTexts.screenLocked)}</StatusTag>;
  return <StatusTag tone="good">{t(identityTexts.open)}</StatusTag>;
}
