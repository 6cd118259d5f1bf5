import { DataTable, exportFrom, listFrom, Page, useText } from '#web/kit/index.ts';
import type { QualifierRow } from '../schema.ts';
import { basisDueFilter, nameColumn, searchFilter, titleColumn, usedFilter, verificationColumn, verificationFilter } from './columns.tsx'; // prettier-ignore
import { cataloguePath } from './data.ts';
import { standardsTexts as texts } from './texts.ts';

const path = `${cataloguePath}/qualifiers`;

export function QualifiersPage() {
  const t = useText();
  return (
    <Page lead={texts.qualifiersLead}>
      <DataTable<QualifierRow>
        id="standards-qualifiers"
        title={texts.qualifiers}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'identifier',
            title: texts.identifier,
            sort: 'identifier',
            render: ({ identifier }) => <span className="mq-mono">{identifier}</span>,
          },
          titleColumn(t),
          nameColumn(),
          { key: 'symbol', title: texts.symbol },
          verificationColumn('verification'),
          { key: 'source', title: texts.source },
          { key: 'mapsTo', title: texts.mapsTo, hidden: true },
          { key: 'uses', title: texts.uses, sort: 'uses', align: 'right' },
        ]}
        filters={[searchFilter(texts.searchNames), verificationFilter, usedFilter, basisDueFilter]}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}
