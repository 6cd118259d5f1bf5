import { DataTable, exportFrom, listFrom, Page, PageLink, useText } from '#web/kit/index.ts';
import type { RegulationRow } from '../schema.ts';
import { nameColumn, searchFilter, titleColumn, verificationColumn, verificationFilter } from './columns.tsx';
import { cataloguePath } from './data.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

const path = `${cataloguePath}/regulations`;

export function RegulationsPage() {
  const t = useText();
  return (
    <Page lead={texts.regulationsLead}>
      <DataTable<RegulationRow>
        id="standards-regulations"
        title={texts.regulations}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={[
          titleColumn(t),
          nameColumn(true),
          { key: 'number', title: texts.number },
          { key: 'inForce', title: texts.inForce, sort: 'inForce' },
          verificationColumn('verification'),
          {
            key: 'note',
            title: texts.note,
            width: 280,
            render: ({ note }) => (note ? t(note) : <span className="mq-soft">—</span>),
          },
          { key: 'resources', title: texts.citedBy, width: 180, render: (row) => <CitedBy row={row} /> },
        ]}
        filters={[
          searchFilter(texts.searchNames),
          verificationFilter,
          {
            name: 'cited',
            label: texts.cited,
            kind: 'choice',
            options: [
              { value: 'yes', label: texts.citedYes },
              { value: 'no', label: texts.citedNo },
            ],
          },
        ]}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}

function CitedBy({ row }: { row: RegulationRow }) {
  const t = useText();
  if (row.resources.length === 0) return <span className="mq-soft">—</span>;
  return (
    <ul className="std-inline">
      {row.resources.map((resource) => (
        <li key={resource.name}>
          <PageLink to={`/standards/resources/${resource.name}?view=sharing`}>{t(resource.title)}</PageLink>
        </li>
      ))}
    </ul>
  );
}
