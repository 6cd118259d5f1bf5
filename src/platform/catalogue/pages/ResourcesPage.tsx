import {
  DataTable,
  exportFrom,
  listFrom,
  Page,
  useBranchTitles,
  useGo,
  useText,
  useUrlState,
  type TableColumn,
  type TableFilter,
  type Text,
} from '#web/kit/index.ts';
import type { ResourceRow } from '../schema.ts';
import { cycleWords, levelWords, sharingWords } from '#standards/declarations/index.ts';
import { CategoryTree } from './CategoryTree.tsx';
import { basisDueFilter, gradeFilter, optionsFrom, searchFilter, titleColumn } from './columns.tsx';
import { cataloguePath, useFacets, useOverview } from './data.ts';
import { FacetPanel } from './FacetPanel.tsx';
import { SharingMark } from './Marks.tsx';
import { standardsTexts as texts } from './texts.ts';

const path = `${cataloguePath}/resources`;

export function ResourcesPage() {
  const t = useText();
  const go = useGo();
  const { data: overview } = useOverview();
  const branches = useBranchTitles();
  const { data: all } = useFacets('resources');
  const [{ category = '' }] = useUrlState();
  const categories = Object.keys(all?.facets['category'] ?? {});
  const filters = filtersOf(overview?.owners ?? [], branches, withParents(categories));
  return (
    <Page lead={texts.resourcesLead}>
      <CategoryTree chosen={category} />
      <FacetPanel kind="resources" filters={filters.filter(({ name }) => name !== 'category' || category)} />
      <DataTable<ResourceRow>
        id="standards-resources"
        title={texts.resources}
        source={listFrom(path)}
        rowKey={({ name }) => name}
        columns={columnsOf(t)}
        filters={filters}
        onOpen={({ name }) => go(`/standards/resources/${name}`)}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingDeclared }}
      />
    </Page>
  );
}

function columnsOf(t: (text: Text) => string): TableColumn<ResourceRow>[] {
  return [
    titleColumn(t, ({ name }) => `/standards/resources/${name}`),
    {
      key: 'code',
      title: texts.resourceCode,
      sort: 'code',
      render: ({ code }) => <code className="mq-mono">{code}</code>,
    },
    {
      key: 'owner',
      title: texts.owner,
      sort: 'owner',
      render: ({ ownerTitle }) => t(ownerTitle),
    },
    {
      key: 'sharing',
      title: texts.sharing,
      render: ({ sharing }) => <SharingMark of={sharing} />,
    },
    { key: 'cycle', title: texts.cycle, render: ({ cycle }) => t(cycleWords[cycle]) },
    {
      key: 'level',
      title: texts.level,
      hidden: true,
      render: ({ classification }) => t(levelWords[classification.level]),
    },
    {
      key: 'grade',
      title: texts.grade,
      sort: 'grade',
      align: 'right',
    },
    { key: 'personal', title: texts.personal, render: ({ personal }) => t(personal ? texts.yes : texts.no) },
    { key: 'fields', title: texts.fields, sort: 'fields', align: 'right' },
    {
      key: 'summary',
      title: texts.note,
      hidden: true,
      render: ({ summary }) => (summary ? t(summary) : <span className="mq-soft">—</span>),
    },
  ];
}

/** The categories and those above them, each once. */
function withParents(categories: readonly string[]): readonly string[] {
  const paths = categories.flatMap((category) => {
    const codes = category.split('/');
    return codes.map((_, depth) => codes.slice(0, depth + 1).join('/'));
  });
  return [...new Set(paths)].toSorted();
}

function filtersOf(
  owners: readonly string[],
  branches: Readonly<Record<string, Text>>,
  categories: readonly string[],
): TableFilter[] {
  return [
    searchFilter(texts.searchResources),
    {
      name: 'category',
      label: texts.category,
      kind: 'choice',
      options: categories.map((path) => ({ value: path, label: { zh: path, en: path } })),
    },
    {
      name: 'owner',
      label: texts.owner,
      kind: 'choice',
      options: owners.map((owner) => ({
        value: owner,
        label: branches[owner] ?? { zh: owner, en: owner },
      })),
    },
    { name: 'sharing', label: texts.sharing, kind: 'choice', options: optionsFrom(sharingWords) },
    { name: 'cycle', label: texts.cycle, kind: 'choice', options: optionsFrom(cycleWords) },
    gradeFilter,
    {
      name: 'personal',
      label: texts.personal,
      kind: 'choice',
      options: [
        { value: 'yes', label: texts.yes },
        { value: 'no', label: texts.no },
      ],
    },
    basisDueFilter,
  ];
}
