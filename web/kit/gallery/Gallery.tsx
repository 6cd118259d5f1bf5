import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { nowMs } from '../../core/clock.ts';
import { ApiProblem } from '../../core/problem.ts';
import {
  DataTable,
  Empty,
  Notice,
  Page,
  Panel,
  ProblemView,
  RecordForm,
  RecordView,
  Refusal,
  StatusTag,
  useText,
  When,
  type PurposeInForce,
  type TableColumn,
  type TableFilter,
} from '../index.ts';
import { PurposeContext } from '../purpose/purpose.ts';
import { Preferences } from '../../officer/shell/Preferences.tsx';
import { ask, codeLists, people, personPlan, personValues, type Person } from './samples.ts';

const noPurpose: PurposeInForce = { purpose: null, reference: null, expired: false, use: () => undefined };

/** Every component of the kit with made-up values, to be looked at in both languages and themes. Never shipped. */
export function Gallery() {
  const t = useText();
  const queries = useQueryClient();
  for (const [id, list] of Object.entries(codeLists))
    queries.setQueryData(['code-list', id, { limit: 100 }], list);
  return (
    <PurposeContext value={noPurpose}>
      <main>
        <Page title="Kit" lead={t({ zh: '组件一览', en: 'The components' })} actions={<Preferences />}>
          <div className="mq-gap">
            <States />
            <Problems />
            <People />
            <DataTable<Person>
              id="empty"
              title={{ zh: '空表', en: 'Nothing' }}
              source={() => Promise.resolve({ items: [] })}
              rowKey={(row) => row.id}
              columns={[{ key: 'name', title: { zh: '姓名', en: 'Name' } }]}
            />
            <Records />
          </div>
        </Page>
      </main>
    </PurposeContext>
  );
}

const columns: readonly TableColumn<Person>[] = [
  { key: 'name', title: { zh: '姓名', en: 'Name' }, sort: 'name' },
  { key: 'unit', title: { zh: '单位', en: 'Unit' } },
  { key: 'state', title: { zh: '状态', en: 'State' }, render: (row) => <State person={row} /> },
  {
    key: 'at',
    title: { zh: '登记时间', en: 'Recorded' },
    sort: 'at',
    render: (row) => <When at={row.at} age />,
  },
  { key: 'count', title: { zh: '次数', en: 'Count' }, align: 'right' },
];

const filters: readonly TableFilter[] = [
  { name: 'q', label: { zh: '姓名', en: 'Name' }, kind: 'text', private: true },
  {
    name: 'state',
    label: { zh: '状态', en: 'State' },
    kind: 'choice',
    options: [{ value: 'on', label: { zh: '在职', en: 'In post' } }],
  },
  { name: 'sex', label: { zh: '性别', en: 'Sex' }, kind: 'code', codeList: 'sex' },
  { name: 'from', label: { zh: '起始日期', en: 'From' }, kind: 'date' },
];

function People() {
  const t = useText();
  return (
    <DataTable<Person>
      id="gallery"
      title={{ zh: '人员', en: 'People' }}
      source={ask}
      rowKey={(row) => row.id}
      columns={columns}
      filters={filters}
      toolbar={<Button type="primary">{t({ zh: '新建', en: 'New' })}</Button>}
      actions={suspend}
      onOpen={() => undefined}
      onExport={() => Promise.reject(refusal)}
    />
  );
}

const suspend = (person: Person) => <Suspend person={person} />;

function Suspend({ person }: { person: Person }) {
  const t = useText();
  const label = t({ zh: '停用', en: 'Suspend' });
  return (
    <Button size="small" aria-label={`${label} ${person.name}`}>
      {label}
    </Button>
  );
}

function State({ person }: { person: Person }) {
  const t = useText();
  return <StatusTag tone={person.tone}>{t(person.state)}</StatusTag>;
}

function Records() {
  const t = useText();
  return (
    <>
      <RecordForm
        form="gallery.person"
        plan={personPlan}
        initial={personValues}
        fixed={['status']}
        sources={{ name: { agency: '示例市公安局', recordedAt: people[0]?.at ?? '' } }}
        onCancel={() => undefined}
        onSubmit={() => Promise.reject(invalid)}
      />
      <RecordView
        plan={personPlan}
        record={{
          id: '1',
          version: 3,
          values: personValues,
          masked: ['citizenNumber'],
          source: { agency: '690100000000', recordedAt: new Date(nowMs() - 4e8).toISOString() },
        }}
        withheld={['mobile', 'remark']}
        agencyName={t({ zh: '示例市公安局', en: 'Demo City Public Security Bureau' })}
      />
    </>
  );
}

function States() {
  const t = useText();
  return (
    <Panel title={{ zh: '状态', en: 'States' }}>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <StatusTag tone="good">{t({ zh: '有效', en: 'Valid' })}</StatusTag>
        <StatusTag tone="warn">{t({ zh: '即将到期', en: 'Expiring' })}</StatusTag>
        <StatusTag tone="bad">{t({ zh: '已吊销', en: 'Revoked' })}</StatusTag>
        <StatusTag tone="info">{t({ zh: '办理中', en: 'In progress' })}</StatusTag>
        <StatusTag tone="neutral">{t({ zh: '已注销', en: 'Closed' })}</StatusTag>
        <Button type="primary">{t({ zh: '主要', en: 'Primary' })}</Button>
        <Button>{t({ zh: '普通', en: 'Default' })}</Button>
        <Button danger>{t({ zh: '撤销', en: 'Revoke' })}</Button>
        <Button type="link">{t({ zh: '链接', en: 'Link' })}</Button>
      </div>
    </Panel>
  );
}

const refusal = new ApiProblem({
  code: 'records.no-purpose',
  status: 403,
  title: '没有事由，不能查看个人信息',
  detail: '没有事由，不能查看个人信息。',
  action: '请先选择或新开一个事由。',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  receipt: '018f3f2e-1b2c',
});
const failure = new ApiProblem({
  code: 'http.internal',
  status: 500,
  title: '服务器出错',
  action: '请稍后重试。',
  traceId: '0af7651916cd43dd8448eb211c80319c',
});
const invalid = new ApiProblem({
  code: 'http.invalid-input',
  status: 400,
  title: '有内容不符合要求',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  errors: [
    { pointer: '/values/name', message: '与公民身份号码登记的姓名不一致' },
    { pointer: '/values', message: '两处日期互相矛盾' },
  ],
});

function Problems() {
  const t = useText();
  return (
    <div className="mq-gap">
      <Refusal problem={refusal} />
      <ProblemView problem={failure} onRetry={() => undefined} />
      <Notice tone="good" title={t({ zh: '已保存', en: 'Saved' })} />
      <Notice tone="info" title={t({ zh: '说明', en: 'Note' })} />
      <Panel>
        <Empty
          title={t({ zh: '没有记录', en: 'Nothing here yet' })}
          hint={t({ zh: '登记后显示在这里。', en: 'It shows here once recorded.' })}
        />
      </Panel>
    </div>
  );
}
