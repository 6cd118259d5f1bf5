import { CaretDownOutlined, HomeOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useText } from '../../core/language.ts';
import { nearestPath } from '../../core/match-path.ts';
import { useSession } from '../../core/session.ts';
import { PageLink } from '../../kit/PageLink.tsx';
import { pageGroups } from '../../kit/page-definition.ts';
import { menuOf, type MenuBranch } from './menu.ts';
import { shellTexts } from './texts.ts';

/** The left menu: groups that fold, pages with icons. Plain lists and links, so every reader understands it. */
export function SideMenu() {
  const t = useText();
  const { actor } = useSession();
  const { pathname } = useLocation();
  const branches = menuOf(actor.roles);
  const paths = branches.flatMap(({ pages }) => pages.map(({ path }) => path));
  const here = pathname === '/' ? '/' : nearestPath(paths, pathname);
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
          <MenuLink path="/" here={here === '/'} icon={<HomeOutlined />} title={t(shellTexts.home)} />
        </li>
      </ul>
      {branches.map((branch) => (
        <Branch key={branch.group} branch={branch} here={here} />
      ))}
    </nav>
  );
}

function Branch({ branch, here }: { branch: MenuBranch; here: string | undefined }) {
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
              <MenuLink
                path={page.path}
                here={page.path === here}
                icon={page.icon && <page.icon />}
                title={t(page.title)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface MenuLinkProps {
  readonly path: string;
  readonly here: boolean;
  readonly icon: ReactNode;
  readonly title: string;
}

function MenuLink({ path, here, icon, title }: MenuLinkProps) {
  return (
    <PageLink to={path} className={here ? 'mq-menu-link mq-here' : 'mq-menu-link'} current={here}>
      <span className="mq-menu-icon" aria-hidden="true">
        {icon}
      </span>
      {title}
    </PageLink>
  );
}
