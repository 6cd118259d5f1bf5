import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api, DataTable, listFrom, Page, PageLink, Panel, ProblemView, useGo, useText, When, type TableColumn, Labelled } from '#web/kit/index.ts'; // prettier-ignore
import type { ImportItem } from '../schema.ts';
import { importsPath, useAct } from './data.ts';
import { DayInput, ImportStateTag } from './Parts.tsx';
import { texts } from './texts.ts';

const columns: TableColumn<ImportItem>[] = [
  { key: 'name', title: texts.file, render: ({ id, name }) => <PageLink to={`/standards/organisation-imports/${id}`}>{name}</PageLink> }, // prettier-ignore
  { key: 'state', title: texts.state, render: ({ state }) => <ImportStateTag state={state} /> },
  { key: 'rowsRead', title: texts.rows, align: 'right' },
  { key: 'rowsRefused', title: texts.refusedRows, align: 'right' },
  { key: 'effectiveOn', title: texts.effectiveOn },
  { key: 'basis', title: texts.basis },
  {
    key: 'requestedByName',
    title: texts.requestedBy,
    render: ({ requestedByName }) => requestedByName ?? '—',
  },
  { key: 'requestedAt', title: texts.requestedAt, render: ({ requestedAt }) => <When at={requestedAt} /> },
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
          source={listFrom(importsPath)}
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
  const { run, problem, busy } = useAct();
  const [file, setFile] = useState<File>();
  const [effectiveOn, setOn] = useState('');
  const [basis, setBasis] = useState('');
  const bring = async (chosen: File) => {
    const brought = await run(async () => {
      const opened = await api.post<{ id: string }>(importsPath, { name: chosen.name, effectiveOn, basis });
      await api.put(`${importsPath}/${opened.id}/content`, chosen);
      return opened;
    });
    if (brought) onBrought(brought.id);
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
