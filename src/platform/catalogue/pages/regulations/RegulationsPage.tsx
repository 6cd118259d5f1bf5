import { DataTable, exportFrom, listFrom, Page, useText } from '#web/kit/index.ts';
import type { RegulationRow } from '../../schema.ts';
import { regulationKindWords } from '#standards/declarations/index.ts';
import {
  nameColumn,
  optionsFrom,
  searchFilter,
  titleColumn,
  verificationColumn,
  verificationFilter,
} from '../columns.tsx';
import { cataloguePath } from '../data.ts';
import { standardsTexts as texts } from '../texts.ts';
import { LibraryNav } from './LibraryNav.tsx';
import { citedFilter } from './LibraryParts.tsx';

const path = `${cataloguePath}/regulations`;

/** The documents of the library, searched in full text with their articles. */
export function RegulationsPage() {
  const t = useText();
  return (
    <Page lead={texts.regulationsLead}>
      <LibraryNav current="/standards/regulations" />
      <DataTable<RegulationRow>
        id="standards-regulations"
        title={texts.documents}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={[
          titleColumn(t, ({ name }) => `/standards/regulations/${name}`),
          nameColumn(true),
          {
            key: 'kind',
            title: texts.kindOfDocument,
            sort: 'kind',
            render: ({ kind }) => t(regulationKindWords[kind]),
          },
          { key: 'number', title: texts.number },
          { key: 'inForce', title: texts.inForce, sort: 'inForce' },
          { key: 'until', title: texts.to, hidden: true },
          verificationColumn('verification'),
          {
            key: 'articles',
            title: texts.articleCount,
            align: 'right',
            render: ({ articles }) => articles.length,
          },
          { key: 'rests', title: texts.restCount, sort: 'rests', align: 'right' },
          {
            key: 'note',
            title: texts.note,
            width: 280,
            hidden: true,
            render: ({ note }) => (note ? t(note) : <span className="mq-soft">—</span>),
          },
        ]}
        filters={[
          searchFilter(texts.searchLibrary),
          {
            name: 'kind',
            label: texts.kindOfDocument,
            kind: 'choice',
            options: optionsFrom(regulationKindWords),
          },
          verificationFilter,
          citedFilter,
          { name: 'on', label: texts.validOn, kind: 'date' },
        ]}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}
