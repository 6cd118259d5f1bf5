import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Labelled, PageLink, Panel, ProblemView, TreeToggle, useText, useUrlState } from '#web/kit/index.ts';
import { fetchChildren } from './data.ts';
import type { Child } from './data.ts';
import { DayInput } from './Parts.tsx';
import { texts } from './texts.ts';
import './organisations.css';

/** The tree, one level at a time, as of today or of a day: what is not opened is not asked for. */
export function OrganisationTree() {
  const t = useText();
  const [url, changeUrl] = useUrlState();
  const on = url['on'];
  return (
    <Panel title={texts.tree}>
      <div className="org-day mq-no-print">
        <Labelled id="org-tree-on" label={texts.on}>
          <DayInput
            id="org-tree-on"
            value={on ?? ''}
            onChange={(day) => changeUrl({ on: day || undefined })}
          />
        </Labelled>
      </div>
      <nav aria-label={t(texts.tree)}>
        <Level key={on ?? ''} parent={undefined} on={on} />
      </nav>
    </Panel>
  );
}

function Level({ parent, on }: { parent: string | undefined; on: string | undefined }) {
  const t = useText();
  const [further, setFurther] = useState<{ items: readonly Child[]; nextCursor: string | null }>();
  const first = useQuery({
    queryKey: ['organisations', 'children', parent ?? '', on ?? ''],
    queryFn: () => fetchChildren(parent, on),
  });
  if (first.error) return <ProblemView problem={first.error} onRetry={() => void first.refetch()} />;
  if (!first.data) return <p className="mq-soft">{t(texts.loading)}</p>;
  const items = [...first.data.items, ...(further?.items ?? [])];
  const nextCursor = further ? further.nextCursor : first.data.nextCursor;
  const more = async (cursor: string) => {
    const page = await fetchChildren(parent, on, cursor);
    setFurther({ items: [...(further?.items ?? []), ...page.items], nextCursor: page.nextCursor });
  };
  if (items.length === 0) return <p className="mq-soft">{t(texts.empty)}</p>;
  return (
    <ul className="org-level">
      {items.map((item) => (
        <Branch key={item.code} item={item} on={on} />
      ))}
      {nextCursor !== null && (
        <li>
          <Button type="link" onClick={() => void more(nextCursor)}>
            {t(texts.more)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Branch({ item, on }: { item: Child; on: string | undefined }) {
  const t = useText();
  const [open, setOpen] = useState(item.parent === null);
  const label = (
    <>
      <PageLink to={`/standards/organisations/${item.code}`}>{t(item.name)}</PageLink>{' '}
      <span className="mq-mono mq-soft">{item.code}</span>
    </>
  );
  if (!item.hasChildren) return <li>{label}</li>;
  return (
    <li>
      <TreeToggle
        open={open}
        label={`${t(texts.children)} ${t(item.name)}`}
        onToggle={() => setOpen(!open)}
      />
      {label}
      {open && <Level parent={item.code} on={on} />}
    </li>
  );
}
