import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty, Notice, Page, PageLink, Panel, PlainTable, ProblemView, When, api, usePageParams, useText } from '#web/kit/index.ts'; // prettier-ignore
import type { Text } from '#web/kit/index.ts';
import { applicationStateWords } from '../schema.ts';
import type { ActsWire } from '../schema.ts';
import { Closing } from './Closing.tsx';
import { actsPath, closingKey, lastDay, usePlans } from './grants-data.ts';
import { closingTexts as texts } from './texts.ts';

/** One act on a resource, whoever keeps it. */
interface Row {
  readonly key: string;
  readonly act: Text;
  readonly at: string;
  readonly what: ReactNode;
  readonly askedBy: string;
  readonly decidedBy: string;
  readonly record: ReactNode;
}

/** What was decided about a class of information, in the order in which it happened: established, used, changed, closed. */
export function ActsPage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const declared = usePlans(name);
  const acts = useQuery({
    queryKey: closingKey(name),
    queryFn: ({ signal }) => api.get<ActsWire>(actsPath, { query: { resource: name }, signal }),
  });
  const versions = useDeclared(name);
  const rows = [...versions.rows, ...(acts.data?.items ?? []).map((item) => rowOf(item, t))];
  const title = declared.data
    ? t(texts.titled, { resource: t(declared.data.declaration.title) })
    : texts.acts;
  return (
    <Page
      title={title}
      lead={texts.lead}
      actions={<PageLink to={`/standards/resources/${name}`}>{t(texts.toResource)}</PageLink>}
    >
      <div className="mq-gap">
        {(acts.error ?? declared.error) && (
          <ProblemView problem={acts.error ?? declared.error} onRetry={() => void acts.refetch()} />
        )}
        {acts.data?.closing?.state === 'closed' && (
          <Notice tone="warn">
            {t(texts.isClosed, { day: lastDay(acts.data.closing.closesAt).slice(0, 10) })}
          </Notice>
        )}
        {versions.origin && versions.origin !== 'local' && (
          <Notice tone="info">{t(texts.fromPack, { pack: versions.origin })}</Notice>
        )}
        <Panel title={texts.acts}>
          {rows.length === 0 ? (
            <Empty title={t(texts.none)} />
          ) : (
            <PlainTable
              caption={t(texts.acts)}
              rows={rows.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))}
              rowKey={({ key }) => key}
              columns={columns}
            />
          )}
        </Panel>
        {acts.data && <Closing key={acts.data.closing?.state ?? ''} resource={name} acts={acts.data} />}
      </div>
    </Page>
  );
}

const columns = [
  { title: texts.act, render: ({ act }: Row) => <Said text={act} /> },
  { title: texts.at, render: ({ at }: Row) => <When at={at} /> },
  { title: texts.what, render: ({ what }: Row) => what },
  { title: texts.askedBy, render: ({ askedBy }: Row) => askedBy },
  { title: texts.decidedBy, render: ({ decidedBy }: Row) => decidedBy },
  { title: texts.record, render: ({ record }: Row) => record },
];

function Said({ text }: { text: Text }) {
  return useText()(text);
}

function rowOf(item: ActsWire['items'][number], t: ReturnType<typeof useText>): Row {
  const { act, number, state, branch, askedBy, decidedBy, at, text, entry } = item;
  const titles: Readonly<Record<string, Text>> = act === 'use' ? applicationStateWords : texts.states;
  const stands = t(titles[state] ?? { zh: state, en: state });
  return {
    key: `${act}${number ?? ''}${at}`,
    act: act === 'use' ? texts.use : texts.close,
    at,
    what: [number, t(branch.title), stands, text].filter(Boolean).join(' · '),
    askedBy,
    decidedBy: decidedBy ?? '—',
    record: entry === null ? '—' : <code className="mq-mono">{entry}</code>,
  };
}

interface Declared {
  readonly origin: string | null;
  readonly versions: readonly {
    readonly release: number;
    readonly at: string;
    readonly proposal: string | null;
  }[];
}

interface Proposed {
  readonly proposal: {
    readonly author: { readonly name: string };
    readonly approver: { readonly name: string } | null;
  };
}

/** How it was declared and changed here (platform/registry): each version with the proposal that it came from. */
function useDeclared(name: string): { readonly origin: string | null; readonly rows: readonly Row[] } {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['resource-versions', name],
    queryFn: ({ signal }) => api.get<Declared>(`/api/v1/registry/declarations/resource/${name}`, { signal }),
  });
  const versions = data?.versions ?? [];
  const proposals = useQueries({
    queries: versions.map(({ proposal }) => ({
      queryKey: ['resource-proposal', proposal],
      enabled: proposal !== null,
      queryFn: () => api.get<Proposed>(`/api/v1/registry/proposals/${proposal}`),
    })),
  });
  const first = Math.min(...versions.map(({ release }) => release));
  const rows = versions.map(({ release, at, proposal }, place): Row => {
    const said = proposals[place]?.data?.proposal;
    return {
      key: `release${release}`,
      act: release === first ? texts.establish : texts.change,
      at,
      what: t(texts.release, { release }),
      askedBy: said?.author.name ?? '—',
      decidedBy: said?.approver?.name ?? '—',
      record: proposal ? <PageLink to={`/standards/proposals/${proposal}`}>{proposal}</PageLink> : '—',
    };
  });
  return { origin: data?.origin ?? null, rows };
}
