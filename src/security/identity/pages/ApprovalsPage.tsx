import { Button, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { api, Empty, Page, Panel, ProblemView, StatusTag, useText, When, type Tone } from '#web/kit/index.ts';
import type { ApprovalItem, HandedOver } from '../schema.ts';
import { useIdentityAct, useApprovals } from './identity-data.ts';
import { Handover } from './IssueCertificate.tsx';
import { Fact, RoleNames } from './Parts.tsx';
import { approvalStateTexts, identityTexts } from './texts.ts';
import './identity.css';

/** The second person's desk: what waits for a decision, and one's own requests to carry out. */
export function ApprovalsPage() {
  const t = useText();
  const [view, setView] = useState<'open' | 'all'>('open');
  const { data, error, refetch } = useApprovals(view);
  const [handedOver, setHandedOver] = useState<HandedOver | undefined>();
  return (
    <Page lead={identityTexts.approvalsLead}>
      <div className="mq-gap">
        <Radio.Group
          aria-label={t(identityTexts.view)}
          optionType="button"
          value={view}
          onChange={(event) => setView(event.target.value as 'open' | 'all')}
          options={[
            { value: 'open', label: t(identityTexts.openOnes) },
            { value: 'all', label: t(identityTexts.allOnes) },
          ]}
        />
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active />}
        {data?.length === 0 && (
          <Panel>
            <Empty title={t(identityTexts.nothingWaits)} />
          </Panel>
        )}
        {data?.map((approval) => (
          <Approval key={approval.id} approval={approval} onHandedOver={setHandedOver} />
        ))}
      </div>
      <Modal
        open={!!handedOver}
        title={t(identityTexts.issue)}
        footer={<Button onClick={() => setHandedOver(undefined)}>{t(identityTexts.close)}</Button>}
        onCancel={() => setHandedOver(undefined)}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {handedOver && <Handover certificate={handedOver} />}
      </Modal>
    </Page>
  );
}

const tones: Readonly<Record<ApprovalItem['state'], Tone>> = {
  open: 'warn',
  approved: 'info',
  refused: 'bad',
  used: 'good',
  expired: 'neutral',
};

interface ApprovalProps {
  readonly approval: ApprovalItem;
  readonly onHandedOver: (certificate: HandedOver) => void;
}

function Approval({ approval, onHandedOver }: ApprovalProps) {
  const t = useText();
  const { run, problem, busy } = useIdentityAct();
  const decide = (decision: 'approved' | 'refused') =>
    run(() => api.post(`/api/v1/approvals/${approval.id}/decision`, { decision }), identityTexts.decided);
  const use = async () => {
    const done = await run(() => carryOut(approval), identityTexts.carriedOut);
    if (done?.value) onHandedOver(done.value);
  };
  const roles = approval.payload['roles'];
  return (
    <Panel
      title={t(approval.title)}
      extra={<StatusTag tone={tones[approval.state]}>{t(approvalStateTexts[approval.state])}</StatusTag>}
    >
      <div className="mq-gap">
        {problem && <ProblemView problem={problem} />}
        <dl className="mq-facts">
          <Fact label={t(identityTexts.about)}>
            {approval.subjectName ?? <span className="mq-mono">{approval.subject}</span>}
          </Fact>
          {Array.isArray(roles) && (
            <Fact label={t(identityTexts.roles)}>
              <RoleNames roles={roles.map(String)} />
            </Fact>
          )}
          <Fact label={t(identityTexts.askedBy)}>
            {approval.requestedByName} · <When at={approval.requestedAt} age />
          </Fact>
          <Fact label={t(identityTexts.validUntil)}>
            <When at={approval.expiresAt} />
          </Fact>
        </dl>
        {approval.mayDecide && (
          <div className="id-acts">
            <Button type="primary" loading={busy} onClick={() => void decide('approved')}>
              {t(identityTexts.approve)}
            </Button>
            <Button loading={busy} onClick={() => void decide('refused')}>
              {t(identityTexts.refuse)}
            </Button>
          </div>
        )}
        {approval.mayUse && isOurs(approval) && (
          <Button type="primary" loading={busy} onClick={() => void use()}>
            {t(identityTexts.carryOut)}
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** Other modules' acts are carried out on their own pages. */
function isOurs(approval: ApprovalItem): boolean {
  return approval.kind.startsWith('identity.');
}

/** Does what was approved; a certificate comes back to be handed over. */
async function carryOut(approval: ApprovalItem): Promise<HandedOver | undefined> {
  const path = `/api/v1/accounts/${approval.subject}`;
  if (approval.kind === 'identity.administrator-certificate')
    return api.post<HandedOver>(`${path}/certificates`, { approval: approval.id });
  await api.put(`${path}/roles`, { roles: approval.payload['roles'], approval: approval.id });
  return undefined;
}
