import {
  DataTable,
  exportFrom,
  listFrom,
  Page,
  useGo,
  useText,
  type TableColumn,
  type TableFilter,
  type Text,
} from '#web/kit/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import type { ElementRow } from '../schema.ts';
import { representationWords, statusWords } from '#standards/declarations/index.ts';
import { basisDueFilter, gradeFilter, nameColumn, optionsFrom, searchFilter, titleColumn, usedFilter, verificationColumn, verificationFilter } from './columns.tsx'; // prettier-ignore
import { cataloguePath, useOverview } from './data.ts';
import { FacetPanel } from './FacetPanel.tsx';
import { StatusMark } from './Marks.tsx';
import { standardsTexts as texts } from './texts.ts';

const path = `${cataloguePath}/elements`;

/** The data elements: find, narrow, compare, take along. */
export function ElementsPage() {
  const t = useText();
  const go = useGo();
  const { data: overview } = useOverview();
  const filters = filtersOf(overview?.objects ?? []);
  return (
    <Page lead={texts.elementsLead}>
      <FacetPanel kind="elements" filters={filters} />
      <DataTable<ElementRow>
        id="standards-elements"
        title={texts.elements}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={columnsOf(t)}
        filters={filters}
        onOpen={({ name }) => go(`/standards/elements/${name}`)}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}

function columnsOf(t: (text: Text) => string): TableColumn<ElementRow>[] {
  return [
    {
      key: 'identifier',
      title: texts.identifier,
      sort: 'identifier',
      render: ({ identifier }) => <span className="mq-mono">{identifier}</span>,
    },
    titleColumn(t, ({ name }) => `/standards/elements/${name}`),
    nameColumn(true),
    { key: 'symbol', title: texts.symbol, hidden: true },
    { key: 'object', title: texts.object, sort: 'object', render: ({ object }) => t(object) },
    { key: 'property', title: texts.property, hidden: true, render: ({ property }) => t(property) },
    {
      key: 'representation',
      title: texts.representation,
      sort: 'representation',
      render: ({ representation }) => t(representationWords[representation]),
    },
    {
      key: 'format',
      title: texts.format,
      render: ({ notations }) => <span className="mq-mono">{notations.ga542.text}</span>,
    },
    {
      key: 'unit',
      title: texts.unit,
      hidden: true,
      render: ({ unit }) => (unit ? t(unit) : <span className="mq-soft">—</span>),
    },
    { key: 'grade', title: texts.grade, sort: 'grade', align: 'right' },
    {
      key: 'status',
      title: texts.status,
      sort: 'status',
      render: ({ status }) => <StatusMark of={status} />,
    },
    verificationColumn('verification'),
    { key: 'mapsTo', title: texts.mapsTo, hidden: true },
    { key: 'version', title: texts.version, hidden: true },
    { key: 'uses', title: texts.uses, sort: 'uses', align: 'right' },
  ];
}

function filtersOf(objects: readonly Words[]): TableFilter[] {
  return [
    searchFilter(texts.searchElements),
    {
      name: 'object',
      label: texts.object,
      kind: 'choice',
      options: objects.map((object) => ({ value: object.zh, label: object })),
    },
    {
      name: 'representation',
      label: texts.representation,
      kind: 'choice',
      options: optionsFrom(representationWords),
    },
    { name: 'status', label: texts.status, kind: 'choice', options: optionsFrom(statusWords) },
    verificationFilter,
    gradeFilter,
    usedFilter,
    basisDueFilter,
  ];
}
