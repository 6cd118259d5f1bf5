import { useQuery } from '@tanstack/react-query';
import {
  api,
  Citations,
  Page,
  Panel,
  problemFrom,
  ProblemView,
  StatusTag,
  useText,
  When,
} from '#web/kit/index.ts';
import type { PoliciesWire, PolicyWire } from '../schema.ts';
import { texts } from './texts.ts';
import './policies.css';

/** The policies in force, each in words and as written, with budgets and all versions. */
export function PoliciesPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['policies'],
    queryFn: ({ signal }) => api.get<PoliciesWire>('/api/v1/policies', { signal }),
  });
  return (
    <Page lead={texts.lead}>
      {error && <ProblemView problem={problemFrom(error)} onRetry={() => void refetch()} />}
      <div className="mq-gap" aria-busy={!data && !error}>
        {data && <InForce set={data.inForce} />}
        {data && (
          <Panel title={texts.policies}>
            {data.policies.map((policy) => (
              <Policy key={policy.id} policy={policy} />
            ))}
          </Panel>
        )}
        {data && <Budgets budgets={data.budgets} />}
        {data && (
          <Panel title={texts.versions}>
            <ol className="policy-versions" reversed>
              {data.versions.map((set) => (
                <li key={set.version} value={set.version}>
                  <When at={set.publishedAt} />{' '}
                  <span className="mq-soft mq-mono">{set.digest.slice(0, 16)}</span>
                </li>
              ))}
            </ol>
          </Panel>
        )}
        <p className="mq-soft">{t(texts.budgetLead)}</p>
      </div>
    </Page>
  );
}

function InForce({ set }: { set: PoliciesWire['inForce'] }) {
  const t = useText();
  return (
    <Panel title={texts.inForce}>
      <dl className="mq-facts">
        <div>
          <dt>{t(texts.version)}</dt>
          <dd>{set.version}</dd>
        </div>
        <div>
          <dt>{t(texts.published)}</dt>
          <dd>
            <When at={set.publishedAt} age />
          </dd>
        </div>
        <div>
          <dt>{t(texts.digest)} (SHA-256)</dt>
          <dd className="mq-mono policy-long">{set.digest}</dd>
        </div>
        <div>
          <dt>{t(texts.signature)} (Ed25519)</dt>
          <dd className="mq-mono policy-long">{set.signature}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function Policy({ policy }: { policy: PolicyWire }) {
  const t = useText();
  const isPermit = policy.effect === 'permit';
  return (
    <details className="policy">
      <summary>
        <StatusTag tone={isPermit ? 'good' : 'bad'}>{t(isPermit ? texts.permit : texts.forbid)}</StatusTag>{' '}
        {t(policy.title)} <span className="mq-soft mq-mono">{policy.id}</span>
      </summary>
      {policy.basis.length > 0 && (
        <p>
          {t(texts.basis)} <Citations of={policy.basis} />
        </p>
      )}
      <pre className="policy-text" tabIndex={0} aria-label={t(texts.text)}>
        {policy.text}
      </pre>
    </details>
  );
}

function Budgets({ budgets }: { budgets: PoliciesWire['budgets'] }) {
  const t = useText();
  const per: Record<string, string> = {
    officer: t(texts.officer),
    purpose: t(texts.purpose),
    agency: t(texts.agency),
    subject: t(texts.subject),
  };
  return (
    <Panel title={texts.budgets}>
      <div className="policy-scroll" tabIndex={0} role="region" aria-label={t(texts.budgets)}>
        <table className="policy-table">
          <thead>
            <tr>
              {[texts.name, texts.per, texts.every, texts.most].map((head) => (
                <th key={head.en} scope="col">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {budgets.map((budget) => (
              <tr key={budget.name}>
                <td>
                  {t(budget.title)} <span className="mq-soft mq-mono">{budget.name}</span>
                </td>
                <td>{per[budget.per] ?? budget.per}</td>
                <td>{t(texts.hours, { n: budget.windowSeconds / 3600 })}</td>
                <td>
                  {t(budget.unit === 'reads' ? texts.reads : texts.records, {
                    n: budget.maximum.toLocaleString('en'),
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
