import { CloseOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useText } from '../../core/language.ts';
import { PageLink, useGo } from '../../kit/navigation.tsx';
import { shellTexts } from './texts.ts';
import { useWorkTabs } from './work-tabs.ts';

/** The strip of open pages. Closing the present one goes to its neighbour. */
export function WorkTabs() {
  const t = useText();
  const go = useGo();
  const { pathname } = useLocation();
  const { open, close } = useWorkTabs();
  if (open.length === 0) return null;
  return (
    <nav className="mq-tabs mq-no-print" aria-label={t(shellTexts.openPages)}>
      <ul>
        {open.map((tab) => (
          <li key={tab.path} className={tab.path === pathname ? 'mq-here' : ''}>
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
