import { Suspense, useEffect, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { dropDraftsOfOthers } from '../core/drafts.ts';
import { loadSession, signOut, useSession, useSessionState } from '../core/session.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Home } from './Home.tsx';
import { Frame } from './kit/Frame.tsx';
import { Page } from './kit/Page.tsx';
import { buttonClass, Dialog, Empty, Loading, Problem } from './kit/Primitives.tsx';
import { matchPath } from '../core/match-path.ts';
import { Link } from './kit/Link.tsx';
import { PageParams, RouterBase, useFocusOnArrival, usePath } from './kit/router.ts';
import { citizenTexts as texts } from './kit/texts.ts';
import { pages } from './pages.ts';

/** The citizens' application. */
export function CitizenApp() {
  const t = useText();
  const state = useSessionState();
  const signedIn = state.status === 'signed-in' && state.session.actor.kind === 'citizen';
  return (
    <RouterBase value="/citizen">
      <Frame
        home="/citizen"
        subtitle={t(texts.services)}
        demo={state.status === 'signed-in' && state.session.profile === 'demo'}
        nav={signedIn && <Nav />}
        extra={state.status === 'signed-in' && <SignOut />}
      >
        <Gate />
      </Frame>
    </RouterBase>
  );
}

function Gate() {
  const t = useText();
  const state = useSessionState();
  switch (state.status) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <Problem problem={state.problem} onRetry={() => void loadSession()} />;
    case 'signed-out':
      return (
        <Alone title={t(texts.signedOut)} hint={t(texts.signedOutHint)}>
          <SignInLink>{t(texts.signIn)}</SignInLink>
        </Alone>
      );
    case 'signed-in':
      if (state.session.actor.kind !== 'citizen') {
        return (
          <Alone title={t(texts.notCitizen)} hint={t(texts.notCitizenHint)}>
            <a className={buttonClass(true)} href="/app">
              {t(texts.toOfficers)}
            </a>
          </Alone>
        );
      }
      return (
        <>
          <Routed />
          {(state.ended || state.locked) && <Ended />}
        </>
      );
  }
}

/** The page whose pattern fits the address. */
function Routed() {
  const t = useText();
  const { actor } = useSession();
  const path = usePath();
  useFocusOnArrival(path);
  useEffect(() => dropDraftsOfOthers(actor.id), [actor.id]);
  if (path === '/') return <Home />;
  for (const page of pages) {
    const params = matchPath(page.path, path);
    if (!params) continue;
    return (
      <PageParams value={params}>
        <ErrorBoundary key={path}>
          <Suspense fallback={<Loading />}>
            <page.component />
          </Suspense>
        </ErrorBoundary>
      </PageParams>
    );
  }
  return (
    <Alone title={t(texts.notFound)} hint={t(texts.notFoundHint)}>
      <Link to="/" className={buttonClass(true)}>
        {t(texts.home)}
      </Link>
    </Alone>
  );
}

function Nav() {
  const t = useText();
  const path = usePath();
  return (
    <nav className="nav" aria-label={t(texts.mainMenu)}>
      <ul>
        <li>
          <Link to="/" current={path === '/'}>
            {t(texts.home)}
          </Link>
        </li>
        {pages
          .filter((page) => page.nav)
          .map((page) => (
            <li key={page.path}>
              <Link to={page.path} current={path === page.path || path.startsWith(`${page.path}/`)}>
                {t(page.title)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function SignOut() {
  const t = useText();
  return (
    <button type="button" className="quiet" onClick={() => void signOut()}>
      {t(texts.signOut)}
    </button>
  );
}

function Ended() {
  const t = useText();
  return (
    <Dialog title={t(texts.ended)} onClose={() => undefined}>
      <p>{t(texts.endedHint)}</p>
      <SignInLink>{t(texts.signIn)}</SignInLink>
    </Dialog>
  );
}

function SignInLink({ children }: { children: ReactNode }) {
  const here = globalThis.location.pathname + globalThis.location.search;
  return (
    <a className={buttonClass(true)} href={`/sign-in?to=${encodeURIComponent(here)}`}>
      {children}
    </a>
  );
}

function Alone({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <Page title={title}>
      <Empty title="" hint={hint}>
        <div style={{ marginTop: '1rem' }}>{children}</div>
      </Empty>
    </Page>
  );
}
