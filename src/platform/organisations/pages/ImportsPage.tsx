import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api, DataTable, listAt, Page, PageLink, Panel, ProblemView, useGo, useText, When, type TableColumn, type TableFilter, Labelled, wordChoices } from '#web/kit/index.ts'; // prettier-ignore
import type { ImportItem } from '../schema.ts';
import { importsPath, useRegistryAct } from './data.ts';
import { DayInput, ImportStateTag } from './Parts.tsx';
import { importStateTexts, texts } from './texts.ts';

const columns: TableColumn<ImportItem>[] = [
  { key: 'name', title: texts.file, sort: 'name', render: ({ id, name }) => <PageLink to={`/standards/organisation-imports/${id}`}>{name}</PageLink> }, // prettier-ignore
  {
    key: 'state',
    title: texts.state,
    sort: 'state',
    render: ({ state }) => <ImportStateTag state={state} />,
  },
  { key: 'rowsRead', title: texts.rows, align: 'right', sort: 'rowsRead' },
  { key: 'rowsRefused', title: texts.refusedRows, align: 'right', sort: 'rowsRefused' },
  { key: 'effectiveOn', title: texts.effectiveOn, sort: 'effectiveOn' },
  { key: 'basis', title: texts.basis },
  {
    key: 'requestedByName',
    title: texts.requestedBy,
    render: ({ requestedByName }) => requestedByName ?? '—',
  },
  {
    key: 'requestedAt',
    title: texts.requestedAt,
    sort: 'requestedAt',
    render: ({ requestedAt }) => <When at={requestedAt} />,
  },
];

const filters: readonly TableFilter[] = [
  { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(importStateTexts) },
];

/** Files that were brought, and a new one. */
export function ImportsPage() {
  const go = useGo();
  return (
    <Page lead={texts.importsLead}>
      <div className="mq-gap">
        <BringFile onBrought={(id) => go(`/standards/organisation-imports/${id}`)} />
        <DataTable<ImportItem>
          id="organisation-imports"
          title={texts.imports}
          {...listAt<ImportItem>(importsPath)}
          filters={filters}
          defaultSort="-requestedAt"
          rowKey={({ id }) => id}
          columns={columns}
          onOpen={({ id }) => go(`/standards/organisation-imports/${id}`)}
          empty={{ title: texts.neverImported }}
        />
      </div>
    </Page>
  );
}

function BringFile({ onBrought }: { onBrought: (id: string) => void }) {
  const t = useText();
  const id = useId();
  const { run, problem, busy } = useRegistryAct();
  const [file, setFile] = useState<File>();
  const [effectiveOn, setOn] = useState('');
  const [basis, setBasis] = useState('');
  const bring = async (chosen: File) => {
    const brought = await run(async () => {
      const opened = await api.post<{ id: string }>(importsPath, { name: chosen.name, effectiveOn, basis });
      await api.put(`${importsPath}/${opened.id}/content`, chosen);
      return opened;
    }, texts.done);
    if (brought) onBrought(brought.value.id);
  };
  return (
    <Panel title={texts.newImport}>
      <form
        className="mq-gap"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) void bring(file);
        }}
      >
        {problem && <ProblemView problem={problem} />}
        <Labelled id={`${id}-file`} label={texts.file} note={texts.fileNote}>
          <input
            id={`${id}-file`}
            type="file"
            accept=".csv,.xlsx"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Labelled>
        <Labelled id={`${id}-on`} label={texts.effectiveOn}>
          <DayInput id={`${id}-on`} value={effectiveOn} onChange={setOn} />
        </Labelled>
        <Labelled id={`${id}-basis`} label={texts.basis}>
          <Input
            id={`${id}-basis`}
            maxLength={200}
            value={basis}
            autoComplete="off"
            onChange={(event) => setBasis(event.target.value)}
          />
        </Labelled>
        <div>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
            disabled={!file || effectiveOn === '' || basis.trim() === ''}
          >
            {t(texts.send)}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
