import { Button, Checkbox, Progress } from 'antd';
import { useState } from 'react';
import { api, DataTable, listAt, Notice, Page, PageLink, Panel, ProblemView, useLanguage, usePageParams, useText, type TableColumn, type Text, type Tone } from '#web/kit/index.ts'; // prettier-ignore
import type { ImportItem, RefusalItem, StagedItem } from '../schema.ts';
import { importsPath, isActive, useRegistryAct, useImport } from './data.ts';
import { ImportStateTag, Known } from './Parts.tsx';
import { eventTexts, texts } from './texts.ts';
import './organisations.css';

/** One import: how far it is, what it would do, what was refused, and the decision. */
export function ImportPage() {
  const { id = '' } = usePageParams();
  const found = useImport(id);
  const item = found.data;
  const path = `${importsPath}/${id}`;
  const refusalColumns = useRefusalColumns();
  return (
    <Page title={item ? item.name : texts.import}>
      <div className="mq-gap">
        {found.error && <ProblemView problem={found.error} onRetry={() => void found.refetch()} />}
        {item && (isActive(item.state) ? <Running item={item} /> : <Ended item={item} />)}
        {item && <About item={item} />}
        {item && item.rowsRefused > 0 && !isActive(item.state) && (
          <DataTable<RefusalItem>
            id="organisation-refusals"
            title={texts.refusedRows}
            {...listAt<RefusalItem>(`${path}/refusals`)}
            rowKey={(row) => row.id}
            columns={refusalColumns}
            defaultSort="row"
          />
        )}
        {item?.state === 'checked' && <Changes path={path} />}
      </div>
    </Page>
  );
}

function Running({ item }: { item: ImportItem }) {
  const t = useText();
  return (
    <Panel title={texts.import} extra={<ImportStateTag state={item.state} />}>
      <Progress percent={100} showInfo={false} status="active" aria-label={t(texts.import)} />
      <p role="status">{t(texts.rowsRead, { n: item.rowsRead.toLocaleString('en') })}</p>
      <p className="mq-soft">{t(texts.leaveIt)}</p>
    </Panel>
  );
}

const endings: Readonly<Record<string, readonly [Tone, Text]>> = {
  checked: ['info', texts.checkedTitle],
  applied: ['good', texts.appliedTitle],
  refused: ['bad', texts.refusedTitle],
  broken: ['bad', texts.brokenTitle],
  discarded: ['neutral', texts.discardedTitle],
};

function Ended({ item }: { item: ImportItem }) {
  const t = useText();
  const [tone, title] = endings[item.state] ?? (['info', texts.import] as const);
  return (
    <Notice tone={tone} title={t(title)}>
      {item.problem && <p>{t(item.problem)}</p>}
      {item.state === 'checked' && <Decide item={item} />}
    </Notice>
  );
}

function Decide({ item }: { item: ImportItem }) {
  const t = useText();
  const { run, problem, busy } = useRegistryAct();
  const [skipRefused, setSkip] = useState(false);
  const path = `${importsPath}/${item.id}`;
  const refused = item.rowsRefused;
  return (
    <div className="mq-gap">
      {problem && <ProblemView problem={problem} />}
      {refused > 0 && (
        <Checkbox checked={skipRefused} onChange={(event) => setSkip(event.target.checked)}>
          {t(texts.skipRefused, { n: refused })}
        </Checkbox>
      )}
      <div className="org-acts">
        <Button
          type="primary"
          loading={busy}
          disabled={refused > 0 && !skipRefused}
          onClick={() => void run(() => api.post(`${path}/accept`, { skipRefused }), texts.done)}
        >
          {t(texts.applyNow)}
        </Button>
        <Button onClick={() => void run(() => api.post(`${path}/discard`), texts.done)}>
          {t(texts.discard)}
        </Button>
      </div>
    </div>
  );
}

const counts = ['established', 'renamed', 'moved', 'amended', 'abolished'] as const;

function About({ item }: { item: ImportItem }) {
  const t = useText();
  return (
    <Panel>
      <dl className="org-counts">
        <Known label={texts.rows}>{item.rowsRead.toLocaleString('en')}</Known>
        {counts.map((name) => (
          <Known key={name} label={eventTexts[name] ?? texts.change}>
            {item[name].toLocaleString('en')}
          </Known>
        ))}
        <Known label={texts.unchanged}>{item.rowsUnchanged.toLocaleString('en')}</Known>
        <Known label={texts.refusedRows}>{item.rowsRefused.toLocaleString('en')}</Known>
      </dl>
      <dl className="mq-facts">
        <Known label={texts.state}>
          <ImportStateTag state={item.state} />
        </Known>
        <Known label={texts.effectiveOn}>{item.effectiveOn}</Known>
        <Known label={texts.basis}>{item.basis}</Known>
        <Known label={texts.requestedBy}>{item.requestedByName ?? t(texts.system)}</Known>
        <Known label={{ zh: 'SHA-256', en: 'SHA-256' }}>
          <span className="mq-mono">{item.sha256 ?? '—'}</span>
        </Known>
      </dl>
    </Panel>
  );
}

function Changes({ path }: { path: string }) {
  const t = useText();
  const language = useLanguage();
  const columns: TableColumn<StagedItem>[] = [
    { key: 'row', title: texts.row, align: 'right', sort: 'row' },
    {
      key: 'code',
      title: texts.code,
      sort: 'code',
      render: ({ code }) => <span className="mq-mono">{code}</span>,
    },
    { key: 'name', title: texts.name, render: ({ name }) => t(name) },
    { key: 'parent', title: texts.parent, render: ({ parent }) => parent === null ? t(texts.none) : <PageLink to={`/standards/organisations/${parent}`}>{parent}</PageLink> }, // prettier-ignore
    { key: 'change', title: texts.change, render: ({ change }) => change.map((kind) => t(eventTexts[kind] ?? texts.change)).join(language === 'zh' ? '、' : ', ') }, // prettier-ignore
  ];
  return (
    <DataTable<StagedItem>
      id="organisation-changes"
      title={texts.changes}
      {...listAt<StagedItem>(`${path}/changes`)}
      address="change-"
      defaultSort="code"
      rowKey={(row) => String(row.row)}
      columns={columns}
    />
  );
}

function useRefusalColumns(): TableColumn<RefusalItem>[] {
  const t = useText();
  return [
    { key: 'row', title: texts.row, align: 'right', sort: 'row' },
    { key: 'column', title: texts.column, render: ({ column }) => t(column) },
    {
      key: 'value',
      title: texts.value,
      render: ({ value }) => <span className="mq-mono">{value || '—'}</span>,
    },
    { key: 'reason', title: texts.reason, render: ({ reason }) => t(reason) },
  ];
}
