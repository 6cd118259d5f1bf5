import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  api,
  Notice,
  Panel,
  problemFrom,
  ProblemView,
  RecordForm,
  usePresence,
  useText,
  When,
  type ApiProblem,
  type FormPlan,
  type PurposeReference,
} from '#web/kit/index.ts';
import type { DeclaredResource } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { useErasureApprovals, type Approval } from './approvals.ts';
import type { ReadRecord } from './RecordPage.tsx';

interface ErasePanelProps {
  readonly resource: DeclaredResource;
  readonly read: ReadRecord;
  readonly purpose: PurposeReference;
  readonly onErased: () => void;
}

const plan: FormPlan = {
  groups: [
    {
      title: deskTexts.eraseTab,
      fields: [
        { name: 'basis', label: deskTexts.eraseBasis, control: 'text', required: true, maxLength: 200 },
        { name: 'reason', label: deskTexts.eraseReason, control: 'textarea', required: true, maxLength: 500 },
      ],
    },
  ],
};

/** Erasure by law: asked for here, approved by another supervisor, carried out here, for exactly this version. */
export function ErasePanel(props: ErasePanelProps) {
  const { resource, read } = props;
  const t = useText();
  const { record } = read;
  const { data, error, refetch } = useErasureApprovals('all');
  const subject = `${resource.name}/${record.id}`;
  const asked = data?.find(
    (item) =>
      item.subject === subject &&
      item.payload.version === record.version &&
      (item.mayUse || item.state === 'open'),
  );
  const path = `/api/v1/resources/${resource.name}/records/${record.id}`;
  return (
    <div className="mq-gap">
      <Notice tone="warn">
        <p>{t(deskTexts.eraseLead)}</p>
      </Notice>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      {data && !asked && (
        <RecordForm
          form={`registration.${resource.name}.erase.${record.id}`}
          plan={plan}
          submitLabel={deskTexts.askApproval}
          onSubmit={async (values) => {
            const options = { ifMatch: `"${record.version}"` };
            await api.post(
              `${path}/erasure-requests`,
              { reason: values['reason'], basis: values['basis'] },
              options,
            );
            await refetch();
          }}
        />
      )}
      {asked && <Asked approval={asked} path={path} onRefresh={() => void refetch()} {...props} />}
    </div>
  );
}

interface AskedProps extends ErasePanelProps {
  readonly approval: Approval;
  readonly path: string;
  readonly onRefresh: () => void;
}

function Asked({ approval, path, read, purpose, onRefresh, onErased }: AskedProps) {
  const t = useText();
  const { message } = App.useApp();
  const withPresence = usePresence();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const { reason, basis } = approval.payload;
  const erase = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { reason, basis, approval: approval.id, purpose };
      const options = { ifMatch: `"${read.record.version}"` };
      const done = await withPresence(() => api.post<unknown>(`${path}/erase`, body, options));
      if (done === undefined) return;
      message.success(t(deskTexts.erased));
      onErased();
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={approval.mayUse ? deskTexts.approvalReady : deskTexts.approvalAsked}>
      <div className="mq-gap">
        {problem && <ProblemView problem={problem} />}
        <dl className="mq-facts">
          <div>
            <dt>{t(deskTexts.eraseBasis)}</dt>
            <dd>{basis}</dd>
          </div>
          <div>
            <dt>{t(deskTexts.eraseReason)}</dt>
            <dd>{reason}</dd>
          </div>
          <div>
            <dt>{t(deskTexts.until)}</dt>
            <dd>
              <When at={approval.expiresAt} age />
            </dd>
          </div>
        </dl>
        <div className="desk-acts">
          {!approval.mayUse && <Button onClick={onRefresh}>{t(deskTexts.refreshApproval)}</Button>}
          {approval.mayUse && (
            <Popconfirm
              title={t(deskTexts.eraseLead)}
              okText={t(deskTexts.eraseNow)}
              cancelText={t(deskTexts.close)}
              okButtonProps={{ danger: true }}
              onConfirm={() => void erase()}
            >
              <Button danger loading={busy}>
                {t(deskTexts.eraseNow)}
              </Button>
            </Popconfirm>
          )}
        </div>
      </div>
    </Panel>
  );
}
