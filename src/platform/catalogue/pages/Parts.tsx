import { PageLink, useText } from '#web/kit/index.ts';
import type { Use } from '../schema.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

type Kind = 'element' | 'code-list' | 'resource' | 'object-class';

/** To the versions of a declaration, what is proposed and said about it, and the way to propose a change. */
export function HistoryLink({ kind, name }: { kind: Kind; name: string }) {
  const t = useText();
  return <PageLink to={`/standards/declarations/${kind}/${name}`}>{t(texts.historyAndChange)}</PageLink>;
}

/** Where something is used, each a link to the field. */
export function Uses({ uses }: { uses: readonly Use[] }) {
  const t = useText();
  if (uses.length === 0) return <p className="mq-soft">{t(texts.notUsed)}</p>;
  return (
    <ul className="std-uses">
      {uses.map((use) => (
        <li key={`${use.resource}.${use.field}`}>
          <PageLink to={`/standards/resources/${use.resource}?view=fields`}>
            {t(use.resourceTitle)} · {t(use.fieldTitle)}
          </PageLink>{' '}
          <code className="mq-mono mq-soft">
            {use.resource}.{use.field}
          </code>
        </li>
      ))}
    </ul>
  );
}
