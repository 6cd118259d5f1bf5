import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { dropDraftsOfOthers } from '../core/drafts.ts';
import { loadSession, restoreLock, useSession, useSessionState } from '../core/session.ts';
import { setIdentifierRules } from '../kit/form/identifier-check.ts';
import { ProblemView } from '../kit/ProblemView.tsx';
import { PresenceProvider } from '../kit/Presence.tsx';
import { PurposeContext, usePurposeChoice } from '../kit/purpose/purpose.ts';
import { texts } from '../kit/texts.ts';
import { createOfficerRouter } from './router.tsx';
import { MonitoringNotice } from './shell/MonitoringNotice.tsx';
import { SessionWatch } from './shell/SessionWatch.tsx';
import { WrongDoor } from './shell/WrongDoor.tsx';
import './shell/shell.css';

/** The officers' application: only for those signed in as such, who have read the notice of monitored use. */
export function OfficerApp() {
  const state = useSessionState();
  switch (state.status) {
    case 'loading':
      return <Waiting />;
    case 'signed-out':
      return <ToSignIn />;
    case 'failed':
      return (
        <Centred>
          <ProblemView problem={state.problem} onRetry={() => void loadSession()} />
        </Centred>
      );
    case 'signed-in':
      if (state.session.actor.kind === 'citizen') return <WrongDoor />;
      if (!state.session.noticeAcknowledged) return <MonitoringNotice />;
      return <Workplace />;
  }
}

function Workplace() {
  const { actor, profile } = useSession();
  const [router] = useState(createOfficerRouter);
  const purpose = usePurposeChoice(actor.id);
  useEffect(() => {
    dropDraftsOfOthers(actor.id);
    restoreLock();
  }, [actor.id]);
  useEffect(() => {
    void import('./identifier-rules.ts').then(({ identifierRules }) =>
      setIdentifierRules(identifierRules(profile)),
    );
  }, [profile]);
  return (
    <PurposeContext value={purpose}>
      <PresenceProvider>
        <RouterProvider router={router} />
        <SessionWatch />
      </PresenceProvider>
    </PurposeContext>
  );
}

function ToSignIn() {
  useEffect(() => {
    const here = globalThis.location.pathname + globalThis.location.search;
    globalThis.location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
  }, []);
  return <Waiting />;
}

function Waiting() {
  const t = useText();
  return (
    <Centred>
      <p role="status" className="mq-soft">
        {t(texts.loading)}
      </p>
    </Centred>
  );
}

function Centred({ children }: { children: ReactNode }) {
  return (
    <main className="mq-centred">
      <div>{children}</div>
    </main>
  );
}
