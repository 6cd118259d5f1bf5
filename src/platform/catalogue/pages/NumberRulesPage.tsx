import { DataTable, exportFrom, listFrom, Page, PageLink, useLanguage, useText } from '#web/kit/index.ts';
import type { NumberRuleRow } from '../schema.ts';
import { resetWords, segmentText } from '#standards/declarations/index.ts';
import { nameColumn, optionsFrom, searchFilter, titleColumn } from './columns.tsx';
import { cataloguePath } from './data.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

const path = `${cataloguePath}/number-rules`;

export function NumberRulesPage() {
  const t = useText();
  const language = useLanguage();
  return (
    <Page lead={texts.numberRulesLead}>
      <DataTable<NumberRuleRow>
        id="standards-number-rules"
        title={texts.numberRules}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={[
          titleColumn(t),
          nameColumn(),
          {
            key: 'example',
            width: 160,
            title: texts.example,
            render: ({ example }) => <span className="mq-mono std-number">{example ?? '—'}</span>,
          },
          {
            key: 'segments',
            width: 250,
            title: texts.segments,
            render: ({ segments }) => segments.map((segment) => segmentText(segment, language)).join(' + '),
          },
          { key: 'length', title: texts.length, sort: 'length', align: 'right' },
          { key: 'resets', title: texts.resets, render: ({ resets }) => t(resetWords[resets]) },
          {
            key: 'pattern',
            title: texts.pattern,
            hidden: true,
            render: ({ pattern }) => <code className="mq-mono">{pattern}</code>,
          },
          {
            key: 'elements',
            width: 120,
            title: texts.usedByElements,
            render: (row) => <Elements row={row} />,
          },
        ]}
        filters={[
          searchFilter(texts.searchNames),
          { name: 'resets', label: texts.resets, kind: 'choice', options: optionsFrom(resetWords) },
        ]}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}

function Elements({ row }: { row: NumberRuleRow }) {
  const t = useText();
  if (row.elements.length === 0) return <span className="mq-soft">—</span>;
  return (
    <ul className="std-inline">
      {row.elements.map((element) => (
        <li key={element.name}>
          <PageLink to={`/standards/elements/${element.name}`}>{t(element.title)}</PageLink>
        </li>
      ))}
    </ul>
  );
}
