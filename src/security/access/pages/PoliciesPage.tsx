import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { api, Citations, DataTable, Fact, listAt, Page, Panel, problemFrom, ProblemView, StatusTag, useText, When, wordChoices, type TableColumn, type TableFilter } from '#web/kit/index.ts'; // prettier-ignore
import { effectWords, perWords, unitWords } from '../schema.ts';
import type { BudgetWire, PolicySetWire, PolicyWire } from '../schema.ts';
import { texts } from './texts.ts';
import './policies.css';

const path = '/api/v1/policies';

/** The policies in force, each in words and as written, with budgets and all versions. */
export function PoliciesPage() {
  const t = useText();
  const [shown, setShown] = useState<PolicyWire>();
  const { data, error, refetch } = useQuery({
    queryKey: ['policies'],
    queryFn: ({ signal }) => api.get<PolicySetWire>(path, { signal }),
  });
  return (
    <Page lead={texts.lead}>
      {error && <ProblemView problem={problemFrom(error)} onRetry={() => void refetch()} />}
      <div className="mq-gap" aria-busy={!data && !error}>
        {data && <InForce set={data} />}
        <DataTable<PolicyWire>
          id="policies"
          title={texts.policies}
          {...listAt<PolicyWire>(`${path}/rules`)}
          rowKey={({ id }) => id}
          columns={policyColumns(t)}
          filters={policyFilters}
          onOpen={setShown}
        />
        <p className="mq-soft">{t(texts.budgetLead)}</p>
        <DataTable<BudgetWire>
          id="budgets"
          title={texts.budgets}
          address="budget-"
          {...listAt<BudgetWire>(`${path}/budgets`)}
          rowKey={({ name }) => name}
          columns={budgetColumns(t)}
          filters={budgetFilters}
        />
        <DataTable<PolicySetWire>
          id="policy-versions"
          title={texts.versions}
          address="version-"
          {...listAt<PolicySetWire>(`${path}/versions`)}
          rowKey={({ version }) => String(version)}
          columns={versionColumns}
          defaultSort="-version"
        />
      </div>
      <Modal
        open={shown !== undefined}
        title={shown && t(shown.title)}
        width={760}
        footer={null}
        onCancel={() => setShown(undefined)}
      >
        {shown && <Policy policy={shown} />}
      </Modal>
    </Page>
  );
}

function InForce({ set }: { set: PolicySetWire }) {
  return (
    <Panel title={texts.inForce}>
      <dl className="mq-facts">
        <Fact title={texts.version}>{set.version}</Fact>
        <Fact title={texts.published}>
          <When at={set.publishedAt} age />
        </Fact>
        <Fact title={texts.digest} wide>
          <span className="mq-mono policy-long">SHA-256 {set.digest}</span>
        </Fact>
        <Fact title={texts.signature} wide>
          <span className="mq-mono policy-long">Ed25519 {set.signature}</span>
        </Fact>
      </dl>
    </Panel>
  );
}

/** A policy as it is written. */
function Policy({ policy }: { policy: PolicyWire }) {
  const t = useText();
  return (
    <div className="mq-gap">
      <p>
        <Effect of={policy.effect} /> <span className="mq-soft mq-mono">{policy.id}</span>
      </p>
      {policy.basis.length > 0 && (
        <p>
          {t(texts.basis)} <Citations of={policy.basis} />
        </p>
      )}
      <pre className="policy-text" tabIndex={0} aria-label={t(texts.text)}>
        {policy.text}
      </pre>
    </div>
  );
}

function Effect({ of }: { of: PolicyWire['effect'] }) {
  const t = useText();
  return <StatusTag tone={of === 'permit' ? 'good' : 'bad'}>{t(effectWords[of])}</StatusTag>;
}

function Basis({ of }: { of: PolicyWire['basis'] }) {
  if (of.length === 0) return <span className="mq-soft">—</span>;
  return (
    <span className="policy-basis">
      <Citations of={of} />
    </span>
  );
}

type Say = ReturnType<typeof useText>;

const search: TableFilter = { name: 'q', label: texts.search, kind: 'text' };
const policyFilters: readonly TableFilter[] = [
  search,
  { name: 'effect', label: texts.effect, kind: 'choice', options: wordChoices(effectWords) },
];
const budgetFilters: readonly TableFilter[] = [
  search,
  { name: 'per', label: texts.per, kind: 'choice', options: wordChoices(perWords) },
];

function policyColumns(t: Say): TableColumn<PolicyWire>[] {
  return [
    { key: 'effect', title: texts.effect, sort: 'effect', render: ({ effect }) => <Effect of={effect} /> },
    { key: 'title', title: texts.name, sort: 'title', render: ({ title }) => <span className="policy-wide">{t(title)}</span> }, // prettier-ignore
    {
      key: 'basis',
      title: texts.restsOn,
      render: ({ basis }) => <Basis of={basis} />,
    },
    {
      key: 'id',
      title: texts.identifier,
      sort: 'id',
      hidden: true,
      render: ({ id }) => <span className="mq-mono">{id}</span>,
    },
    { key: 'file', title: texts.file, sort: 'file', hidden: true },
  ];
}

function budgetColumns(t: Say): TableColumn<BudgetWire>[] {
  const word = (words: typeof perWords | typeof unitWords, code: string) =>
    code in words ? t(words[code as keyof typeof words]) : code;
  return [
    { key: 'title', title: texts.name, sort: 'title', render: ({ title }) => t(title) },
    { key: 'per', title: texts.per, sort: 'per', render: ({ per }) => word(perWords, per) },
    { key: 'every', title: texts.every, sort: 'every', render: ({ windowSeconds }) => t(texts.hours, { n: windowSeconds / 3600 }) }, // prettier-ignore
    { key: 'most', title: texts.most, sort: 'most', align: 'right', render: ({ maximum, unit }) => `${maximum.toLocaleString('en')} ${word(unitWords, unit)}` }, // prettier-ignore
    { key: 'name', title: texts.identifier, sort: 'name', hidden: true },
  ];
}

const versionColumns: TableColumn<PolicySetWire>[] = [
  { key: 'version', title: texts.version, sort: 'version', align: 'right' },
  { key: 'publishedAt', title: texts.published, sort: 'publishedAt', render: ({ publishedAt }) => <When at={publishedAt} /> }, // prettier-ignore
  { key: 'digest', title: texts.digest, render: ({ digest }) => <span className="mq-mono">{digest.slice(0, 16)}</span> }, // prettier-ignore
  { key: 'publishedBy', title: texts.publishedBy, hidden: true },
];
