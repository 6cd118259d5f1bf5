import { CloseOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../core/language.ts';
import { matchPath } from '../../core/match-path.ts';
import { say, type Language } from '../../core/text.ts';
import { PageLink } from '../../kit/PageLink.tsx';
import { useGo } from '../../kit/navigation.ts';
import { shellTexts } from './texts.ts';
import { pages } from '../pages.ts';
import { useWorkTabs, type WorkTab } from './work-tabs.ts';

/** The strip of open pages. Closing the present one goes to its neighbour. */
export function WorkTabs() {
  const t = useText();
  const language = useLanguage();
  const go = useGo();
  const { pathname } = useLocation();
  const { open, close } = useWorkTabs();
  const present = useRef<HTMLLIElement>(null);
  // The present page's tab is in sight after every change, of the page or of the language.
  useEffect(() => {
    present.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // newer browsers answer a promise: no clean-up
  });
  if (open.length === 0) return null;
  return (
    <nav className="mq-tabs mq-no-print" aria-label={t(shellTexts.openPages)}>
      <ul>
        {open
          .map((tab) => ({ ...tab, title: titleOf(tab, language) }))
          .map((tab) => (
            <li
              key={tab.path}
              className={tab.path === pathname ? 'mq-here' : ''}
              ref={tab.path === pathname ? present : undefined}
            >
              <PageLink to={tab.address} title={tab.title} current={tab.path === pathname}>
                {tab.title}
              </PageLink>
              <button
                type="button"
                aria-label={t(shellTexts.closePage, { title: tab.title })}
                onClick={() => {
                  const neighbour = close(tab.path);
                  if (tab.path === pathname) go(neighbour?.address ?? '/');
                }}
              >
                <CloseOutlined />
              </button>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** The name a page gave itself; after a change of language its general title, until it is visited again. */
function titleOf(tab: WorkTab, language: Language): string {
  if (tab.language === language) return tab.title;
  const page = pages.find((candidate) => matchPath(candidate.path, tab.path));
  return page ? say(page.title, language) : tab.title;
}
