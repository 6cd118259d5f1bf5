import { createRootRoute, createRoute, createRouter, useLocation } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useLanguage, useText } from '../core/language.ts';
import { useSession } from '../core/session.ts';
import { plainSearch } from '../kit/navigation.ts';
import { PagePlaceContext, type PageDefinition } from '../kit/page-definition.ts';
import { Notice, ProblemView } from '../kit/ProblemView.tsx';
import { texts } from '../kit/texts.ts';
import { Home } from './Home.tsx';
import { NotFound } from './NotFound.tsx';
import { pages, parentsOf, purposeOpeners, sees } from './pages.ts';
import { Shell } from './shell/Shell.tsx';
import { useWorkTabs } from './shell/work-tabs.ts';

/** One route for each registered page, below /app; the shell around them all. */
export function createOfficerRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken });
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
  const routes = pages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: () => <Placed page={page} />,
      errorComponent: Broken,
    }),
  );
  return createRouter({
    routeTree: root.addChildren([home, ...routes]),
    basepath: '/app',
    ...plainSearch,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
  });
}

/** A page in its place: what it is, what is above it, and whether this person's post includes it. */
function Placed({ page }: { page: PageDefinition }) {
  const t = useText();
  const { actor } = useSession();
  const { pathname } = useLocation();
  const language = useLanguage();
  const { name } = useWorkTabs();
  const place = useMemo(
    () => ({
      definition: page,
      parents: parentsOf(page),
      openers: purposeOpeners,
      nameTab: (title: string) => name(pathname, title, language),
    }),
    [page, pathname, name, language],
  );
  if (!sees(actor.roles, page)) return <NotYours page={page} />;
  return (
    <PagePlaceContext value={place}>
      <Suspense fallback={<p className="mq-page mq-soft">{t(texts.loading)}</p>}>
        <page.component key={pathname} />
      </Suspense>
    </PagePlaceContext>
  );
}

function NotYours({ page }: { page: PageDefinition }) {
  const t = useText();
  return (
    <div className="mq-page">
      <header className="mq-page-head">
        <h1>{t(page.title)}</h1>
      </header>
      <Notice tone="warn" title={t(texts.noPermission)}>
        <p>{t(texts.noPermissionAction)}</p>
      </Notice>
    </div>
  );
}

/** What remains of a page that threw while drawing: the words of the problem, and a way to try again. */
function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useText();
  return (
    <div className="mq-page">
      <header className="mq-page-head">
        <h1>{t({ zh: '页面出错了', en: 'This page failed' })}</h1>
      </header>
      <ProblemView problem={error} {...(reset ? { onRetry: reset } : {})} />
    </div>
  );
}
