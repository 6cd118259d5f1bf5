import { CaretDownOutlined, HomeOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useText } from '../../core/language.ts';
import { useSession } from '../../core/session.ts';
import { PageLink } from '../../kit/PageLink.tsx';
import { pageGroups } from '../../kit/page-definition.ts';
import { menuOf, type MenuBranch } from './menu.ts';
import { shellTexts } from './texts.ts';

/** The left menu: groups that fold, pages with icons. Plain lists and links, so every reader understands it. */
export function SideMenu() {
  const t = useText();
  const { actor } = useSession();
  return (
    <nav className="mq-menu" aria-label={t(shellTexts.mainMenu)}>
      <a className="mq-brand" href="/app">
        <img src="/bridge.svg" alt="" width="30" height="30" />
        <span>
          <strong>{t(shellTexts.product)}</strong>
          <small>{t(actor.organisationName)}</small>
        </span>
      </a>
      <ul>
        <li>
          <MenuLink path="/" icon={<HomeOutlined />} title={t(shellTexts.home)} />
        </li>
      </ul>
      {menuOf(actor.roles).map((branch) => (
        <Branch key={branch.group} branch={branch} />
      ))}
    </nav>
  );
}

function Branch({ branch }: { branch: MenuBranch }) {
  const t = useText();
  const [open, setOpen] = useState(true);
  return (
    <section>
      <button type="button" className="mq-menu-group" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(pageGroups[branch.group])}
        <CaretDownOutlined rotate={open ? 0 : -90} />
      </button>
      {open && (
        <ul>
          {branch.pages.map((page) => (
            <li key={page.path}>
              <MenuLink path={page.path} icon={page.icon && <page.icon />} title={t(page.title)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function MenuLink({ path, icon, title }: { path: string; icon: ReactNode; title: string }) {
  const { pathname } = useLocation();
  const here = path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
  return (
    <PageLink to={path} className={here ? 'mq-menu-link mq-here' : 'mq-menu-link'} current={here}>
      <span className="mq-menu-icon" aria-hidden="true">
        {icon}
      </span>
      {title}
    </PageLink>
  );
}
