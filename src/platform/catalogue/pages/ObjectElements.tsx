import { useQuery } from '@tanstack/react-query';
import { api, PageLink, useText, Waiting } from '#web/kit/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import type { ElementRow } from '../schema.ts';
import { cataloguePath } from './data.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

const mostShown = 100; // elements of a class; all of them are a link away

/** The elements of an object class, each a link. */
export function ObjectElements({ of }: { of: Words }) {
  const t = useText();
  const path = `${cataloguePath}/elements?object=${encodeURIComponent(of.zh)}&sort=title&limit=${mostShown}`;
  const query = useQuery({
    queryKey: ['catalogue', path],
    queryFn: ({ signal }) =>
      api.get<{ readonly items: readonly ElementRow[]; readonly total: number }>(path, { signal }),
  });
  if (!query.data) return <Waiting query={query} />;
  if (query.data.total === 0) return <p className="mq-soft">{t(texts.none)}</p>;
  return (
    <>
      <ul className="std-inline">
        {query.data.items.map(({ name, title }) => (
          <li key={name}>
            <PageLink to={`/standards/elements/${name}`}>{t(title)}</PageLink>
          </li>
        ))}
      </ul>
      <p className="mq-field-note">
        <PageLink to={`/standards/elements?object=${encodeURIComponent(of.zh)}`}>
          {t(texts.asList, { count: query.data.total })}
        </PageLink>
      </p>
    </>
  );
}
