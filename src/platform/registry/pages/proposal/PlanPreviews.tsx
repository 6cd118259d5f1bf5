import { Tabs } from 'antd';
import { useState } from 'react';
import {
  Empty,
  Notice,
  OperationTable,
  Panel,
  PlainTable,
  RecordForm,
  Source,
  useText,
  type FormPlan,
} from '#web/kit/index.ts';
import type { ListColumn, ListPlan, SearchPlan } from '#standards/plans/index.ts';
import type { PreviewWire } from '../data.ts';
import { registryTexts as texts } from '../texts.ts';

type PlanWire = PreviewWire['plans'][number];

/** What each resource of the changes would be: its form, list, search, table and API, before anything is published. */
export function PlanPreviews({ preview }: { preview: PreviewWire | undefined }) {
  const t = useText();
  if (!preview || preview.plans.length === 0) {
    return (
      <Panel title={texts.previews}>
        <Empty title={t(texts.noPreview)} />
      </Panel>
    );
  }
  return preview.plans.map((plan) => (
    <Panel key={plan.resource} title={t(texts.previewOf, { title: t((plan.list as ListPlan).title) })}>
      <PlanTabs plan={plan} />
    </Panel>
  ));
}

function PlanTabs({ plan }: { plan: PlanWire }) {
  const t = useText();
  const views = [
    { key: 'form', title: texts.form, view: <FormPreview plan={plan} /> },
    { key: 'list', title: texts.list, view: <ListPreview list={plan.list as ListPlan} /> },
    { key: 'search', title: texts.search, view: <SearchPreview plan={plan} /> },
    { key: 'table', title: texts.table, view: <TablePreview sql={plan.sql} /> },
    { key: 'api', title: texts.api, view: <OperationTable paths={plan.api.paths} /> },
  ];
  return <Tabs items={views.map(({ key, title, view }) => ({ key, label: t(title), children: view }))} />;
}

function FormPreview({ plan }: { plan: PlanWire }) {
  const t = useText();
  const [good, setGood] = useState(false);
  return (
    <div className="mq-gap">
      <p className="mq-lead">{t(texts.formLead)}</p>
      {good && <Notice tone="good" title={t(texts.formGood)} alert />}
      <RecordForm
        form={`registry.preview.${plan.resource}`}
        plan={plan.form as FormPlan}
        submitLabel={texts.tryForm}
        onSubmit={async () => setGood(true)}
      />
    </div>
  );
}

function ListPreview({ list }: { list: ListPlan }) {
  const t = useText();
  const titles = new Map(list.columns.map(({ field, label }) => [field, label]));
  return (
    <>
      <p className="mq-lead">{t(texts.listLead)}</p>
      <PlainTable<ListColumn>
        caption={t(texts.list)}
        rows={list.columns}
        rowKey={({ field }) => field}
        columns={[
          { title: texts.column, render: ({ label }) => t(label) },
          { title: texts.shown, render: ({ shown }) => t(shown ? texts.yes : texts.no) },
        ]}
      />
      {list.by.length > 0 && (
        <p className="registry-below">
          {t(texts.listsBy)}
          {t({ zh: '：', en: ': ' })}
          {list.by
            .map((set) => set.map((field) => t(titles.get(field) ?? { zh: field, en: field })).join(' + '))
            .join(t({ zh: '；', en: '; ' }))}
        </p>
      )}
    </>
  );
}

function SearchPreview({ plan }: { plan: PlanWire }) {
  const t = useText();
  const { keys } = plan.search as SearchPlan;
  if (keys.length === 0) return <Notice tone="warn" title={t(texts.noSearch)} />;
  return (
    <>
      <p className="mq-lead">{t(texts.searchLead)}</p>
      <ol>
        {keys.map(({ name, inputs }) => (
          <li key={name}>{inputs.map(({ label }) => t(label)).join(' + ')}</li>
        ))}
      </ol>
    </>
  );
}

function TablePreview({ sql }: { sql: readonly string[] }) {
  const t = useText();
  if (sql.length === 0) return <p className="mq-soft">{t(texts.noSql)}</p>;
  return (
    <>
      <p className="mq-lead">{t(texts.tableLead)}</p>
      <Source label={t(texts.table)} text={sql.map((statement) => `${statement};`).join('\n\n')} />
    </>
  );
}
