import { PageLink, useText } from '#web/kit/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import '../standards.css';

const views = [
  { path: '/standards/regulations', title: texts.documents },
  { path: '/standards/regulations/articles', title: texts.articles },
  { path: '/standards/regulations/review', title: texts.toReview },
] as const;

/** The three lists of the library. */
export function LibraryNav({ current }: { current: (typeof views)[number]['path'] }) {
  const t = useText();
  return (
    <nav className="mq-views mq-no-print" aria-label={t(texts.view)}>
      {views.map(({ path, title }) => (
        <PageLink key={path} to={path} current={path === current}>
          {t(title)}
        </PageLink>
      ))}
    </nav>
  );
}
