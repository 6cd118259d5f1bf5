import { DataTable, exportFrom, listFrom, Page, useGo, useText } from '#web/kit/index.ts';
import type { CodeListRow } from '../schema.ts';
import { basisDueFilter, nameColumn, searchFilter, titleColumn, usedFilter, verificationColumn, verificationFilter } from './columns.tsx'; // prettier-ignore
import { cataloguePath } from './data.ts';
import { standardsTexts as texts } from './texts.ts';

const path = `${cataloguePath}/code-lists`;

export function CodeListsPage() {
  const t = useText();
  const go = useGo();
  return (
    <Page lead={texts.codeListsLead}>
      <DataTable<CodeListRow>
        id="standards-code-lists"
        title={texts.codeLists}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={[
          titleColumn(t, ({ name }) => `/standards/code-lists/${name}`),
          nameColumn(),
          {
            key: 'values',
            title: texts.values,
            sort: 'values',
            align: 'right',
            render: ({ values }) => values.toLocaleString('en'),
          },
          { key: 'standard', title: texts.standard },
          verificationColumn('verification'),
          { key: 'source', title: texts.source, hidden: true },
          { key: 'version', title: texts.version, hidden: true },
          { key: 'uses', title: texts.uses, sort: 'uses', align: 'right' },
        ]}
        filters={[searchFilter(texts.searchNames), verificationFilter, usedFilter, basisDueFilter]}
        onOpen={({ name }) => go(`/standards/code-lists/${name}`)}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}
