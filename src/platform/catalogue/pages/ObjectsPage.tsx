import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { api, Page, PageLink, Panel, useText, Waiting } from '#web/kit/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import type { ElementRow } from '../schema.ts';
import { cataloguePath, useFacets, useOverview } from './data.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

interface ObjectClass {
  readonly title: Words;
  readonly elements: number;
}

/** The standard at one glance: each object class with its elements, which are asked for when it is opened. */
export function ObjectsPage() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const overview = useOverview();
  const facets = useFacets('elements');
  if (!overview.data || !facets.data)
    return (
      <Page lead={texts.objectsLead}>
        <Waiting query={overview.error ? overview : facets} />
      </Page>
    );
  const counts = facets.data.facets['object'] ?? {};
  const all = overview.data.objects
    .map((title) => ({ title, elements: counts[title.zh] ?? 0 }))
    .toSorted((a, b) => b.elements - a.elements);
  const wanted = typed.trim().toLowerCase();
  const shown = all.filter(({ title }) => `${title.zh}\n${title.en}`.toLowerCase().includes(wanted));
  return (
    <Page lead={texts.objectsLead}>
      <Panel
        title={t(texts.objectsCounted, { classes: shown.length, elements: sum(shown) })}
        extra={
          <Input
            allowClear
            aria-label={t(texts.object)}
            placeholder={t(texts.filterObjects)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        }
      >
        <ul className="std-objects">
          {shown.map((one) => (
            <ObjectCard key={one.title.zh} of={one} most={all[0]?.elements ?? 1} />
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

function ObjectCard({ of: { title, elements }, most }: { of: ObjectClass; most: number }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <li className={open ? 'std-object-open' : ''}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="std-object-title">{t(title)}</span>
        <span className="mq-soft">{elements}</span>
        <span className="std-object-bar" style={{ width: `${(100 * elements) / most}%` }} />
      </button>
      {open && <ObjectElements of={title} />}
    </li>
  );
}

const mostShown = 100; // elements of a class; all of them are a link away

function ObjectElements({ of }: { of: Words }) {
  const t = useText();
  const path = `${cataloguePath}/elements?object=${encodeURIComponent(of.zh)}&sort=title&limit=${mostShown}`;
  const query = useQuery({
    queryKey: ['catalogue', path],
    queryFn: ({ signal }) =>
      api.get<{ readonly items: readonly ElementRow[]; readonly total: number }>(path, { signal }),
  });
  if (!query.data) return <Waiting query={query} />;
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

function sum(classes: readonly ObjectClass[]): number {
  return classes.reduce((total, { elements }) => total + elements, 0);
}
