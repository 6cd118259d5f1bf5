import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, ProblemView, useSession, useText } from '#web/kit/index.ts';
import type { AccountDetail } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { Field } from './Parts.tsx';
import { changeTexts, changeWhys, identityTexts } from './texts.ts';

type Change = keyof typeof changeTexts;

/** The same table as `stateChanges` on the server, which decides; here it only spares vain clicks. */
const possible: Readonly<Record<AccountDetail['state'], readonly Change[]>> = {
  active: ['suspend', 'threaten', 'end'],
  suspended: ['resume', 'threaten', 'end'],
  locked: ['release', 'threaten', 'end'],
  threatened: ['release', 'end'],
  ended: [],
};

/** What may be done to the account's state, each with its reason and its consequence. */
export function StateActs({ account }: { account: AccountDetail }) {
  const t = useText();
  const { actor } = useSession();
  const [change, setChange] = useState<Change | undefined>();
  const mine = (one: Change): boolean =>
    actor.roles.includes(one === 'release' ? 'security-administrator' : 'system-administrator');
  return (
    <div className="id-acts">
      {possible[account.state].filter(mine).map((one) => (
        <Button
          key={one}
          danger={one === 'end' || one === 'threaten'}
          type={one === 'release' || one === 'resume' ? 'primary' : 'default'}
          onClick={() => setChange(one)}
        >
          {t(changeTexts[one])}
        </Button>
      ))}
      <Modal
        open={!!change}
        title={change && `${t(changeTexts[change])} · ${account.name}`}
        footer={null}
        destroyOnHidden
        onCancel={() => setChange(undefined)}
      >
        {change && <ChangeForm id={account.id} change={change} onClose={() => setChange(undefined)} />}
      </Modal>
    </div>
  );
}

function ChangeForm({ id, change, onClose }: { id: string; change: Change; onClose: () => void }) {
  const t = useText();
  const { run, problem, busy } = useIdentityAct();
  const [reason, setReason] = useState('');
  const submit = async () => {
    const body = { change, reason: reason.trim() };
    const done = await run(() => api.post(`/api/v1/accounts/${id}/state`, body), identityTexts.done);
    if (done) onClose();
  };
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t(changeWhys[change])}</p>
      {problem && <ProblemView problem={problem} />}
      <Field id="state-reason" label={t(identityTexts.reason)} note={t(identityTexts.reasonHint)}>
        <Input
          id="state-reason"
          autoFocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className="id-acts">
        <Button
          type="primary"
          htmlType="submit"
          danger={change === 'end' || change === 'threaten'}
          loading={busy}
          disabled={reason.trim().length < 2}
        >
          {t(changeTexts[change])}
        </Button>
        <Button onClick={onClose}>{t(identityTexts.cancel)}</Button>
      </div>
    </form>
  );
}
