import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, ProblemView, useText } from '#web/kit/index.ts';
import { useIdentityAct } from './identity-data.ts';
import { Field } from './Parts.tsx';
import { identityTexts, revocationTexts } from './texts.ts';

/** The button that revokes a certificate, after its reason was chosen. */
export function RevokeCertificate({ serial }: { serial: string }) {
  const t = useText();
  const [revoking, setRevoking] = useState(false);
  return (
    <>
      <Button danger aria-label={`${t(identityTexts.revoke)} ${serial}`} onClick={() => setRevoking(true)}>
        {t(identityTexts.revoke)}
      </Button>
      <Modal
        open={revoking}
        title={t(identityTexts.revokeTitle)}
        footer={null}
        destroyOnHidden
        onCancel={() => setRevoking(false)}
      >
        <RevokeForm serial={serial} onClose={() => setRevoking(false)} />
      </Modal>
    </>
  );
}

function RevokeForm({ serial, onClose }: { serial: string; onClose: () => void }) {
  const t = useText();
  const { run, problem, busy } = useIdentityAct();
  const [reason, setReason] = useState<string>('superseded');
  const revoke = async () => {
    const done = await run(
      () => api.post(`/api/v1/certificates/${serial}/revocation`, { reason }),
      identityTexts.done,
    );
    if (done) onClose();
  };
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void revoke();
      }}
    >
      <p>{t(identityTexts.revokeWhy)}</p>
      {problem && <ProblemView problem={problem} />}
      <Field id="revoke-reason" label={t(identityTexts.reason)}>
        <Select
          id="revoke-reason"
          value={reason}
          onChange={setReason}
          options={Object.entries(revocationTexts).map(([value, title]) => ({ value, label: t(title) }))}
        />
      </Field>
      <div className="id-acts">
        <Button type="primary" danger htmlType="submit" loading={busy}>
          {t(identityTexts.revoke)}
        </Button>
        <Button onClick={onClose}>{t(identityTexts.cancel)}</Button>
      </div>
    </form>
  );
}
