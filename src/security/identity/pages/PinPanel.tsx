import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, Panel, ProblemView, StatusTag, useSession, useText, When } from '#web/kit/index.ts';
import type { AccountDetail, ActivationCode } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { identityTexts } from './texts.ts';

/** Whether there is a PIN, and its reset: a code that is shown once. */
export function PinPanel({ account, mayAct }: { account: AccountDetail; mayAct: boolean }) {
  const t = useText();
  const { actor } = useSession();
  const { run, problem, busy, forget } = useIdentityAct();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState<ActivationCode | undefined>();
  const may = mayAct && account.state !== 'ended' && actor.roles.includes('system-administrator');
  const reset = async () => {
    const done = await run(() => api.post<ActivationCode>(`/api/v1/accounts/${account.id}/activation-code`));
    if (done) setCode(done.value);
  };
  const close = () => {
    setAsking(false);
    setCode(undefined);
    forget();
  };
  return (
    <Panel
      title={identityTexts.pin}
      extra={may && <Button onClick={() => setAsking(true)}>{t(identityTexts.resetPin)}</Button>}
    >
      <StatusTag tone={account.hasPin ? 'good' : 'neutral'}>
        {t(account.hasPin ? identityTexts.pinSet : identityTexts.pinMissing)}
      </StatusTag>
      <Modal
        open={asking}
        title={`${t(identityTexts.resetPin)} · ${account.name}`}
        onCancel={close}
        mask={{ closable: !code }}
        destroyOnHidden
        footer={
          <div className="id-acts">
            {!code && (
              <Button type="primary" danger loading={busy} onClick={() => void reset()}>
                {t(identityTexts.proceed)}
              </Button>
            )}
            <Button onClick={close}>{t(code ? identityTexts.close : identityTexts.cancel)}</Button>
          </div>
        }
      >
        <div className="mq-gap">
          <p>{t(identityTexts.resetPinWhy)}</p>
          {problem && <ProblemView problem={problem} />}
          {code && (
            <div>
              <div className="mq-soft">{t(identityTexts.activationCode)}</div>
              <code className="id-secret mq-mono">{code.code}</code>
              <p className="mq-soft">
                {t(identityTexts.validUntil)} <When at={code.expiresAt} />
              </p>
            </div>
          )}
        </div>
      </Modal>
    </Panel>
  );
}
