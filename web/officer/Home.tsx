import { Suspense } from 'react';
import { useText } from '../core/language.ts';
import { roleTitles } from '../core/role-titles.ts';
import { useSession } from '../core/session.ts';
import { PageLink } from '../kit/PageLink.tsx';
import { Page } from '../kit/Page.tsx';
import { pageGroups } from '../kit/page-definition.ts';
import { PurposeBar } from '../kit/purpose/PurposeBar.tsx';
import { reminders, sees } from './pages.ts';
import { menuOf } from './shell/menu.ts';

/** The first page: who you are here, your purpose, and the way to everything your post includes. */
export function Home() {
  const t = useText();
  const { actor, permissions } = useSession();
  const roles = actor.roles.map((role) => t(roleTitles[role] ?? { zh: role, en: role }));
  return (
    <Page
      title={t({ zh: '{name}，您好', en: 'Welcome, {name}' }, { name: actor.name })}
      lead={`${t(actor.organisationName)} · ${roles.join(t({ zh: '、', en: ', ' }))}`}
    >
      {permissions.includes('look-up') && <PurposeBar />}
      <Suspense fallback={null}>
        {reminders
          .filter((reminder) => sees(actor.roles, reminder))
          .map((reminder, place) => (
            <reminder.component key={place} />
          ))}
      </Suspense>
      {menuOf(actor.roles).map(({ group, pages }) => (
        <section key={group} className="mq-home-group">
          <h2 className="mq-h2">{t(pageGroups[group])}</h2>
          <ul className="mq-tiles">
            {pages.map((page) => (
              <li key={page.path}>
                <PageLink to={page.path} className="mq-tile">
                  <span className="mq-tile-icon" aria-hidden="true">
                    {page.icon && <page.icon />}
                  </span>
                  {t(page.title)}
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
