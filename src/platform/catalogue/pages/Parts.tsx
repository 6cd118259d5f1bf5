import { Button, App } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { PageLink, ProblemView, useText, type Text } from '#web/kit/index.ts';
import type { Use } from '../schema.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

/** One fact of a description list; nothing when there is none to state. */
export function Fact({
  title,
  children,
  wide = false,
}: {
  title: Text;
  children: ReactNode;
  wide?: boolean;
}) {
  const t = useText();
  const empty = children === null || children === undefined || children === '';
  return (
    <div className={wide ? 'std-wide' : ''}>
      <dt>{t(title)}</dt>
      <dd>{empty ? <span className="mq-soft">{t(texts.none)}</span> : children}</dd>
    </div>
  );
}

export interface PlainColumn<Row> {
  readonly title: Text;
  readonly render: (row: Row) => ReactNode;
}

/** A short table that is all there: no paging, no sort. Wider than its place it scrolls in itself, by keyboard too. */
export function PlainTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  const { caption, columns, rows, rowKey } = props;
  const t = useText();
  return (
    <div className="std-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="std-table">
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title.zh} scope="col">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ title, render }) => (
                <td key={title.zh}>{render(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A text for machines, as it is, to read and to take along. */
export function Source({ label, text }: { label: string; text: string }) {
  const t = useText();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(text); // absent on plain-http intranets: then it is marked and copied by hand
    message.success(t(texts.copied));
  };
  return (
    <div className="std-source">
      {'clipboard' in navigator && (
        <Button size="small" icon={<CopyOutlined />} className="mq-no-print" onClick={() => void copy()}>
          {t(texts.copy)}
        </Button>
      )}
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  );
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

/** What stands instead of a page's content until it is there, or when it isn't. */
export function Waiting({ query }: { query: { error: unknown; refetch: () => unknown } }) {
  const t = useText();
  if (query.error) return <ProblemView problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <p className="mq-soft" role="status">
      {t({ zh: '正在加载…', en: 'Loading…' })}
    </p>
  );
}
