import { useEffect, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { useSessionState } from '../core/session.ts';
import type { Text } from '../core/text.ts';
import { PageLink } from './PageLink.tsx';
import { pageGroups, usePagePlace } from './page-definition.ts';
import { PrintedBy } from './PrintedBy.tsx';
import { Watermark } from './Watermark.tsx';

interface PageProps {
  /** The h1; by default the title of the page definition. Say what the page is about: `人口登记：张三`. */
  readonly title?: Text | string;
  /** One sentence on what can be done here. */
  readonly lead?: Text | string;
  /** Buttons of the whole page, on the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every officers' page: breadcrumb, one h1, actions, watermark, document title, name of the tab. */
export function Page({ title, lead, actions, children }: PageProps) {
  const t = useText();
  const place = usePagePlace();
  const session = useSessionState();
  const words = (text: Text | string) => (typeof text === 'string' ? text : t(text));
  const heading = words(title ?? place?.definition.title ?? { zh: '民桥', en: 'Minqiao' });
  const nameTab = place?.nameTab;
  useEffect(() => {
    document.title = `${heading} · ${t({ zh: '民桥', en: 'Minqiao' })}`;
    nameTab?.(heading);
  }, [heading, nameTab, t]);
  const marked = place?.definition.personalData && session.status === 'signed-in';
  return (
    <div className="mq-page">
      {place && <Crumbs heading={heading} />}
      <header className="mq-page-head">
        <div>
          <h1>{heading}</h1>
          {lead && <p className="mq-page-lead">{words(lead)}</p>}
        </div>
        {actions && <div className="mq-page-actions mq-no-print">{actions}</div>}
      </header>
      {children}
      <PrintedBy />
      {marked && <Watermark name={session.session.actor.name} />}
    </div>
  );
}

function Crumbs({ heading }: { heading: string }) {
  const t = useText();
  const place = usePagePlace();
  if (!place) return null;
  return (
    <nav className="mq-crumbs mq-no-print" aria-label={t({ zh: '当前位置', en: 'Breadcrumb' })}>
      <ol>
        <li>{t(pageGroups[place.definition.group])}</li>
        {place.parents.map((parent) => (
          <li key={parent.path}>
            <PageLink to={parent.path}>{t(parent.title)}</PageLink>
          </li>
        ))}
        <li aria-current="page">{heading}</li>
      </ol>
    </nav>
  );
}

/** A white panel with an optional heading (h2) and something on its right. */
export function Panel({
  title,
  extra,
  children,
}: {
  title?: Text | string;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <section className="mq-card">
      {title !== undefined && (
        <div className="mq-card-head">
          <h2>{typeof title === 'string' ? title : t(title)}</h2>
          {extra && <div>{extra}</div>}
        </div>
      )}
      <div className="mq-card-body">{children}</div>
    </section>
  );
}
