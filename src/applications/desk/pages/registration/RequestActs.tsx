import { App, Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { api, Empty, problemFrom, ProblemView, usePurpose, useSession, useText, type ApiProblem } from '#web/kit/index.ts'; // prettier-ignore
import type { RequestActName, RequestWire } from '../../schema.ts';
import { useDeskRefresh, useDuty } from '../desk-data.ts';
import { NoteField, noteErrorOf } from '../NoteField.tsx';
import { deskTexts } from '../texts.ts';

const gives: readonly RequestActName[] = ['assign', 'hand-over'];
/** Acts after which the request is no purpose for whoever acts. */
const endsUse: readonly RequestActName[] = ['hand-over', 'return', 'complete', 'withdraw'];

/** What the server says may be done to a request now, each with its reason or its recipient. */
export function RequestActs({ request }: { request: RequestWire }) {
  const t = useText();
  const [act, setAct] = useState<RequestActName | undefined>();
  if (request.acts.length === 0) return null;
  return (
    <div className="desk-acts">
      {request.acts.map((each) => (
        <Button key={each} type={each === 'take' ? 'primary' : 'default'} onClick={() => setAct(each)}>
          {t(deskTexts[each])}
        </Button>
      ))}
      {act && <ActDialog key={act} act={act} request={request} onClose={() => setAct(undefined)} />}
    </div>
  );
}

interface ActDialogProps {
  readonly act: RequestActName;
  readonly request: RequestWire;
  readonly onClose: () => void;
}

function ActDialog({ act, request, onClose }: ActDialogProps) {
  const t = useText();
  const id = useId();
  const { message } = App.useApp();
  const refresh = useDeskRefresh();
  const { purpose, use } = usePurpose();
  const [officer, setOfficer] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const carryOut = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { ...(gives.includes(act) ? { officer } : {}), ...(reason.trim() ? { reason } : {}) };
      await api.post(`/api/v1/desk/requests/${request.reference}/${act}`, act === 'take' ? undefined : body);
      if (purpose?.reference === request.reference && endsUse.includes(act)) use(null);
      message.success(t(deskTexts.done));
      await refresh();
      onClose();
    } catch (thrown) {
      setProblem(problemFrom(thrown));
      await refresh();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`${t(deskTexts[act])} ${request.reference}`}
      okText={t(deskTexts[act])}
      cancelText={t(deskTexts.close)}
      confirmLoading={busy}
      okButtonProps={{ disabled: gives.includes(act) && !officer }}
      onOk={() => void carryOut()}
      onCancel={onClose}
    >
      <div className="mq-gap">
        {problem && noteErrorOf(problem, '/reason') === undefined && <ProblemView problem={problem} />}
        {gives.includes(act) && (
          <Recipient id={`${id}-officer`} request={request} value={officer} onChange={setOfficer} />
        )}
        {act !== 'take' && (
          <NoteField
            id={`${id}-reason`}
            label={deskTexts.why}
            pointer="/reason"
            value={reason}
            onChange={setReason}
            problem={problem}
          />
        )}
      </div>
    </Modal>
  );
}

interface RecipientProps {
  readonly id: string;
  readonly request: RequestWire;
  readonly value: string | undefined;
  readonly onChange: (officer: string) => void;
}

/** Registrars on duty at the request's unit, or anywhere one sees when it waits for the whole branch. */
function Recipient({ id, request, value, onChange }: RecipientProps) {
  const t = useText();
  const { actor } = useSession();
  const { data } = useDuty();
  const able = (data?.unit ?? []).filter(
    (duty) =>
      duty.branch === request.branch &&
      (request.organisation === null || duty.organisation === request.organisation) &&
      duty.officer !== actor.id &&
      duty.roles.includes('registrar'),
  );
  if (data && able.length === 0) return <Empty title={t(deskTexts.nobodyOnDuty)} />;
  return (
    <div className="desk-field">
      <label htmlFor={id}>{t(deskTexts.toWhom)}</label>
      <Select
        id={id}
        style={{ width: '100%' }}
        placeholder={t(deskTexts.chooseOfficer)}
        value={value ?? null}
        onChange={onChange}
        options={able.map((duty) => ({ value: duty.officer, label: duty.name }))}
      />
    </div>
  );
}
