import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { BranchName, CodeLabel, DataTable, exportFrom, listFrom, Page, PageLink, useGo, useText, useUrlState, type TableColumn, type TableFilter, type Text, wordChoices } from '#web/kit/index.ts'; // prettier-ignore
import type { OrganisationItem } from '../schema.ts';
import { path, useMaintainer } from './data.ts';
import { EstablishForm } from './EstablishForm.tsx';
import { OrganisationTree } from './OrganisationTree.tsx';
import { InUse } from './Parts.tsx';
import { texts } from './texts.ts';

/** The file has the columns that an import takes, whichever are in view. */
const save = exportFrom(`${path}/export`);

const filters: readonly TableFilter[] = [
  { name: 'q', label: texts.search, kind: 'text', placeholder: texts.searchHint },
  { name: 'division', label: texts.division, kind: 'text', placeholder: texts.divisionHint },
  { name: 'kind', label: texts.kind, kind: 'code', codeList: 'police-organisation-kind' },
  { name: 'level', label: texts.level, kind: 'code', codeList: 'police-organisation-level' },
  { name: 'branch', label: texts.branch, kind: 'code', codeList: 'agency-branch' },
  {
    name: 'status',
    label: texts.status,
    kind: 'choice',
    options: wordChoices({ 'in-use': texts.inUse, abolished: texts.abolished }),
  },
  { name: 'on', label: texts.on, kind: 'date' },
];

/** The registry, as a list to search and as a tree. */
export function OrganisationsPage() {
  const t = useText();
  const go = useGo();
  const maintainer = useMaintainer();
  const [url, changeUrl] = useUrlState();
  const [establishing, setEstablishing] = useState(false);
  const view = url['view'] === 'tree' ? 'tree' : 'list';
  return (
    <Page
      lead={texts.lead}
      actions={
        maintainer && (
          <>
            <Button onClick={() => go('/standards/organisation-imports')}>{t(texts.newImport)}</Button>
            <Button type="primary" onClick={() => setEstablishing(true)}>
              {t(texts.establish)}
            </Button>
          </>
        )
      }
    >
      <div className="mq-gap">
        <Segmented
          className="mq-no-print"
          aria-label={t(texts.organisations)}
          value={view}
          options={[
            { value: 'list', label: t(texts.list) },
            { value: 'tree', label: t(texts.tree) },
          ]}
          onChange={(next) => changeUrl({ view: next === 'tree' ? 'tree' : undefined })}
        />
        {view === 'tree' ? (
          <OrganisationTree />
        ) : (
          <DataTable<OrganisationItem>
            id="organisations"
            title={texts.organisations}
            source={listFrom(path)}
            rowKey={({ code }) => code}
            columns={columnsOf(t)}
            filters={filters}
            onOpen={({ code }) => go(`/standards/organisations/${code}`)}
            onExport={(format, query) => save(format, query)}
            empty={{ title: texts.empty, hint: texts.emptyHint }}
          />
        )}
      </div>
      <Modal
        open={establishing}
        title={t(texts.establish)}
        footer={null}
        destroyOnHidden
        onCancel={() => setEstablishing(false)}
      >
        <EstablishForm
          onDone={(code) => go(`/standards/organisations/${code}`)}
          onCancel={() => setEstablishing(false)}
        />
      </Modal>
    </Page>
  );
}

function columnsOf(t: (text: Text) => string): TableColumn<OrganisationItem>[] {
  return [
    { key: 'code', title: texts.code, render: ({ code }) => <span className="mq-mono">{code}</span> },
    {
      key: 'name',
      title: texts.name,
      render: ({ code, name }) => <PageLink to={`/standards/organisations/${code}`}>{t(name)}</PageLink>,
    },
    { key: 'shortName', title: texts.shortName, hidden: true },
    {
      key: 'kind',
      title: texts.kind,
      render: ({ kind }) => <CodeLabel list="police-organisation-kind" code={kind} />,
    },
    {
      key: 'level',
      title: texts.level,
      render: ({ level }) => <CodeLabel list="police-organisation-level" code={level} />,
    },
    { key: 'branch', title: texts.branch, render: ({ branch }) => <BranchName branch={branch} /> },
    {
      key: 'parent',
      title: texts.parent,
      render: ({ parent }) =>
        parent === null ? (
          t(texts.none)
        ) : (
          <PageLink to={`/standards/organisations/${parent}`}>{parent}</PageLink>
        ),
    },
    { key: 'status', title: texts.status, render: (row) => <InUse abolishedOn={row.abolishedOn} /> },
    { key: 'establishedOn', title: texts.establishedOn, hidden: true },
    {
      key: 'abolishedOn',
      title: texts.abolishedOn,
      hidden: true,
      render: (row) => row.abolishedOn ?? t(texts.none),
    },
  ];
}
