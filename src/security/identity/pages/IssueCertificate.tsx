import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, Notice, ProblemView, saveFile, useText } from '#web/kit/index.ts';
import type { AccountDetail, HandedOver, PendingApproval } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { identityTexts } from './texts.ts';

/**
 * Issues the certificate, then shows its file and password once; or says that a second person has to approve. It stays
 * on the page when nothing more can be issued (`offered` false): the only copy of a key may be on it.
 */
export function IssueCertificate({ account, offered }: { account: AccountDetail; offered: boolean }) {
  const t = useText();
  const { run, problem, busy, forget } = useIdentityAct();
  const [answer, setAnswer] = useState<HandedOver | PendingApproval | undefined>();
  const issue = async () => {
    const path = `/api/v1/accounts/${account.id}/certificates`;
    const done = await run(() => api.post<HandedOver | PendingApproval>(path, {}));
    if (done) setAnswer(done.value);
  };
  const close = () => {
    setAnswer(undefined);
    forget();
  };
  return (
    <>
      {offered && (
        <Button type="primary" loading={busy} onClick={() => void issue()}>
          {t(identityTexts.issue)}
        </Button>
      )}
      <Modal
        open={!!answer || !!problem}
        title={t(identityTexts.issue)}
        footer={<Button onClick={close}>{t(identityTexts.close)}</Button>}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {problem && <ProblemView problem={problem} />}
        {answer && 'approval' in answer && (
          <Notice tone="info" title={t(identityTexts.waiting)}>
            <p>{t(identityTexts.waitingWhy)}</p>
          </Notice>
        )}
        {answer && 'serial' in answer && <Handover certificate={answer} />}
      </Modal>
    </>
  );
}

/** The file with the only copy of the key, and its password. */
export function Handover({ certificate }: { certificate: HandedOver }) {
  const t = useText();
  const { serial, file = '', password = '' } = certificate;
  const download = () => {
    const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
    saveFile(new File([bytes], `minqiao-${serial.slice(0, 8)}.p12`, { type: 'application/x-pkcs12' }));
  };
  return (
    <div className="mq-gap">
      <Notice tone="good" title={t(identityTexts.issued)}>
        <p>{t(identityTexts.issuedWhy)}</p>
      </Notice>
      <Button type="primary" onClick={download}>
        {t(identityTexts.download)}
      </Button>
      <div>
        <div className="mq-soft">{t(identityTexts.password)}</div>
        <code className="id-secret mq-mono">{password}</code>
      </div>
    </div>
  );
}
