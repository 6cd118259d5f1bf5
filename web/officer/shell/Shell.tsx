import { Outlet, useLocation } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useLanguage, useText } from '../../core/language.ts';
import { useSession } from '../../core/session.ts';
import { matchPath } from '../../core/match-path.ts';
import { texts } from '../../kit/texts.ts';
import { pages } from '../pages.ts';
import { DemoBand } from './DemoBand.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { SideMenu } from './SideMenu.tsx';
import { shellTexts } from './texts.ts';
import { TopBar } from './TopBar.tsx';
import { useWorkTabs } from './work-tabs.ts';
import { WorkTabs } from './WorkTabs.tsx';

/** The frame around every officers' page. Below 1000 px the menu becomes a drawer. */
export function Shell() {
  const t = useText();
  const { profile } = useSession();
  const { pathname } = useLocation();
  const [menuAt, setMenuAt] = useState<string>(); // the page it was opened on: going elsewhere closes it
  useTabOfThisPage();
  return (
    <div className="mq-shell">
      <a className="mq-skip" href="#main">
        {t(shellTexts.skip)}
      </a>
      {profile === 'demo' && <DemoBand />}
      <div className="mq-frame">
        <aside className="mq-side mq-no-print">
          <SideMenu />
        </aside>
        <div className="mq-work">
          <TopBar onMenu={() => setMenuAt(pathname)} />
          <WorkTabs />
          <main id="main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <Drawer
        open={menuAt === pathname}
        placement="left"
        size={288}
        onClose={() => setMenuAt(undefined)}
        title={t(shellTexts.mainMenu)}
      >
        <SideMenu />
      </Drawer>
      <Shortcuts />
    </div>
  );
}

/** Opens a tab for the page one comes to; its own title follows when the page has drawn itself. */
function useTabOfThisPage(): void {
  const t = useText();
  const language = useLanguage();
  const { visit } = useWorkTabs();
  const { pathname, searchStr } = useLocation();
  useEffect(() => {
    if (pathname === '/' || pathname === '') return;
    const page = pages.find((candidate) => matchPath(candidate.path, pathname));
    visit(pathname, pathname + searchStr, t(page?.title ?? texts.notFound), language);
  }, [language, pathname, searchStr, t, visit]);
}
