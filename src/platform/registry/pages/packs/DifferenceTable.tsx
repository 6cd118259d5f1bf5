import { PageLink, PlainTable, StatusTag, useText, type PlainColumn, type Tone } from '#web/kit/index.ts';
import type { PackAnswer, TakingWire } from '../../schema.ts';
import { kindWords } from '../texts.ts';
import { changeWords, packTexts as texts } from './texts.ts';

type Plain = PackAnswer['history'][number]['differences'][number];
type Difference = Plain & Partial<Pick<TakingWire['differences'][number], 'forms' | 'agreements' | 'rows'>>;

const gravity = ['broken', 'abolished', 'narrowed', 'widened', 'added', 'reworded', 'unchanged'] as const;
const tones: Readonly<Record<(typeof gravity)[number], Tone>> = {
  broken: 'bad',
  abolished: 'bad',
  narrowed: 'warn',
  widened: 'good',
  added: 'info',
  reworded: 'neutral',
  unchanged: 'neutral',
};

/** How many declarations changed in which way. */
export function ChangeCounts({ counts }: { counts: TakingWire['counts'] }) {
  const t = useText();
  return (
    <p className="registry-counts">
      {gravity
        .filter((change) => counts[change] > 0)
        .map((change) => (
          <StatusTag key={change} tone={tones[change]}>
            {t(changeWords[change])} {counts[change]}
          </StatusTag>
        ))}
    </p>
  );
}

/** Each declaration that differs, gravest first, with what it reaches on this node. */
export function DifferenceTable({ caption, differences }: { caption: string; differences: readonly Difference[] }) {
  const t = useText();
  if (differences.length === 0) return <p className="mq-soft">{t(texts.nothingChanges)}</p>;
  const ordered = differences.toSorted((a, b) => gravity.indexOf(a.change) - gravity.indexOf(b.change));
  const reaches = differences.some(({ rows }) => rows !== undefined);
  const columns: PlainColumn<Difference>[] = [
    {
      title: texts.change,
      render: ({ change }) => <StatusTag tone={tones[change]}>{t(changeWords[change])}</StatusTag>,
    },
    { title: texts.declaration, render: (one) => <Declaration of={one} /> },
    { title: texts.reasons, render: ({ reasons }) => <Lines of={reasons.map((reason) => t(reason))} /> },
    { title: texts.resources, render: ({ resources }) => <Lines of={resources} /> },
  ];
  const reached: PlainColumn<Difference>[] = [
    { title: texts.forms, render: ({ forms = [] }) => <Lines of={forms} /> },
    { title: texts.agreements, render: ({ agreements = [] }) => <Lines of={agreements} /> },
    { title: texts.rows, render: ({ rows }) => (rows === null || rows === undefined ? '—' : rows) },
  ];
  return (
    <PlainTable<Difference>
      caption={caption}
      rows={ordered}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      columns={reaches ? [...columns, ...reached] : columns}
    />
  );
}

function Declaration({ of: { kind, name, title, change } }: { of: Difference }) {
  const t = useText();
  const words = kindWords[kind as keyof typeof kindWords];
  return (
    <>
      {t(words)} {t(title)}
      <div>
        {change === 'added' ? (
          <code className="registry-path">{name}</code>
        ) : (
          <PageLink to={`/standards/declarations/${kind}/${name}`}>
            <code className="mq-mono">{name}</code>
          </PageLink>
        )}
      </div>
    </>
  );
}

const mostLines = 6; // a list in use everywhere would make a row longer than the page

function Lines({ of }: { of: readonly string[] }) {
  const t = useText();
  if (of.length === 0) return <span className="mq-soft">—</span>;
  return (
    <ul className="registry-lines">
      {of.slice(0, mostLines).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {of.length > mostLines && (
        <li className="mq-soft">{t({ zh: '另有 {n} 项', en: 'and {n} more' }, { n: of.length - mostLines })}</li>
      )}
    </ul>
  );
}
