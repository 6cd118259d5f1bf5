import { useText } from '../core/language.ts';
import { useSession } from '../core/session.ts';
import { Page } from './kit/Page.tsx';
import { Link } from './kit/Link.tsx';
import { citizenTexts as texts } from './kit/texts.ts';
import { pages } from './pages.ts';

/** The first page: what one can do here, in plain words. */
export function Home() {
  const t = useText();
  const { actor } = useSession();
  return (
    <Page title={t(texts.hello, { name: actor.name })} lead={texts.helloLead}>
      <ul className="tiles">
        {pages.map(
          (page) =>
            page.tile && (
              <li key={page.path}>
                <Link to={page.path} className="tile">
                  <strong>{t(page.title)}</strong>
                  <span>{t(page.tile)}</span>
                </Link>
              </li>
            ),
        )}
      </ul>
    </Page>
  );
}
