import { DataTable, exportFrom, listFrom, Page, PageLink, useText } from '#web/kit/index.ts';
import type { ArticleRow } from '../../schema.ts';
import { searchFilter, verificationColumn, verificationFilter } from '../columns.tsx';
import { cataloguePath } from '../data.ts';
import { standardsTexts as texts } from '../texts.ts';
import { LibraryNav } from './LibraryNav.tsx';
import { citedFilter, InForceText } from './LibraryParts.tsx';

const path = `${cataloguePath}/regulations/articles`;

/** Every article that is registered, of all documents, searched in full text. */
export function ArticlesPage() {
  const t = useText();
  return (
    <Page lead={texts.articlesLead}>
      <LibraryNav current="/standards/regulations/articles" />
      <DataTable<ArticleRow>
        id="standards-articles"
        title={texts.articles}
        source={listFrom(path)}
        rowKey={({ regulation, number, edition, inForce }) =>
          `${regulation}#${number} ${edition ?? ''} ${inForce.from ?? ''}`
        }
        columns={[
          {
            key: 'regulation',
            title: texts.document,
            sort: 'regulation',
            render: ({ regulation, regulationTitle }) => (
              <PageLink to={`/standards/regulations/${regulation}`}>{t(regulationTitle)}</PageLink>
            ),
          },
          {
            key: 'number',
            title: texts.article,
            sort: 'number',
            render: ({ regulation, number, title }) => (
              <PageLink to={`/standards/regulations/${regulation}/${number}`}>{t(title)}</PageLink>
            ),
          },
          { key: 'gist', title: texts.gist, width: 360, render: ({ gist }) => t(gist) },
          {
            key: 'from',
            title: texts.validity,
            sort: 'from',
            render: ({ inForce }) => <InForceText of={inForce} />,
          },
          verificationColumn('verification'),
          { key: 'rests', title: texts.restCount, sort: 'rests', align: 'right' },
        ]}
        filters={[
          searchFilter(texts.searchLibrary),
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
