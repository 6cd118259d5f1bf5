import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { api, Empty, Page, Panel, problemFrom, ProblemView, usePresence, useText, When, type ApiProblem } from '#web/kit/index.ts'; // prettier-ignore
import { useDeskRefresh, useResources } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { useErasureApprovals, type Approval } from './approvals.ts';
import '../desk.css';

/** Erasures that another supervisor asked for: approve or refuse. */
export function ErasuresPage() {
  const t = useText();
  const { data, error, refetch } = useErasureApprovals('open');
  const open = data?.filter((item) => item.mayDecide) ?? [];
  return (
    <Page lead={deskTexts.erasuresLead}>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && open.length === 0 && (
        <Panel>
          <Empty title={t(deskTexts.nothingToDecide)} />
        </Panel>
      )}
      <div className="mq-gap">
        {open.map((approval) => (
          <Decision key={approval.id} approval={approval} />
        ))}
      </div>
    </Page>
  );
}

function Decision({ approval }: { approval: Approval }) {
  const t = useText();
  const { message } = App.useApp();
  const withPresence = usePresence();
  const refresh = useDeskRefresh();
  const { data: resources } = useResources();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [name = '', record = ''] = approval.subject.split('/');
  const resource = resources?.find((item) => item.name === name);
  const decide = async (decision: 'approved' | 'refused') => {
    setProblem(undefined);
    try {
      const path = `/api/v1/approvals/${approval.id}/decision`;
      const done = await withPresence(async () => {
        await api.post(path, { decision });
        return true;
      });
      if (!done) return;
      message.success(t(deskTexts.decided));
      await refresh();
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    }
  };
  return (
    <Panel title={`${t(approval.title)} · ${resource ? t(resource.title) : name}`}>
      <div className="mq-gap">
        {problem && <ProblemView problem={problem} />}
        <dl className="mq-facts">
          <Fact label={t(deskTexts.record)}>
            <span className="mq-mono">{record}</span>
          </Fact>
          <Fact label={t(deskTexts.eraseBasis)}>{approval.payload.basis}</Fact>
          <Fact label={t(deskTexts.eraseReason)}>{approval.payload.reason}</Fact>
          <Fact label={t(deskTexts.askedBy)}>
            {approval.requestedByName} <When at={approval.requestedAt} age />
          </Fact>
          <Fact label={t(deskTexts.until)}>
            <When at={approval.expiresAt} age />
          </Fact>
        </dl>
        <div className="desk-acts">
          <Button type="primary" onClick={() => void decide('approved')}>
            {t(deskTexts.approve)}
          </Button>
          <Button onClick={() => void decide('refused')}>{t(deskTexts.refuse)}</Button>
        </div>
      </div>
    </Panel>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
