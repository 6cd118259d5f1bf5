import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  api,
  Empty,
  nowMs,
  Panel,
  ProblemView,
  StatusTag,
  useSession,
  useText,
  When,
} from '#web/kit/index.ts';
import type { AccountDetail, CertificateItem } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { IssueCertificate } from './IssueCertificate.tsx';
import { Field } from './Parts.tsx';
import { identityTexts, revocationTexts } from './texts.ts';

/** The certificates of an account; a system administrator issues and revokes them. */
export function CertificatesPanel({ account, mayAct }: { account: AccountDetail; mayAct: boolean }) {
  const t = useText();
  const { actor } = useSession();
  const may = mayAct && actor.roles.includes('system-administrator');
  const held = account.certificates.some(isInForce);
  return (
    <Panel
      title={identityTexts.certificates}
      extra={may && <IssueCertificate account={account} offered={!held && account.state !== 'ended'} />}
    >
      {account.certificates.length === 0 && <Empty title={t(identityTexts.noCertificates)} />}
      <ul className="id-list">
        {account.certificates.map((certificate) => (
          <Certificate key={certificate.serial} certificate={certificate} may={may} />
        ))}
      </ul>
    </Panel>
  );
}

function isInForce(certificate: CertificateItem): boolean {
  return !certificate.revokedAt && Date.parse(certificate.notAfter) > nowMs();
}

function Certificate({ certificate, may }: { certificate: CertificateItem; may: boolean }) {
  const t = useText();
  const [revoking, setRevoking] = useState(false);
  const { serial, revokedAt, revocationReason, notAfter, issuedAt } = certificate;
  const reason = revocationReason as keyof typeof revocationTexts | null;
  const live = isInForce(certificate);
  return (
    <li>
      <div className="id-main">
        <div className="mq-mono">{serial}</div>
        <div className="mq-soft">
          <When at={issuedAt} precision="day" /> – <When at={notAfter} precision="day" />
          {revokedAt && (
            <>
              {' · '}
              <When at={revokedAt} /> {reason && t(revocationTexts[reason])}
            </>
          )}
        </div>
      </div>
      <StatusTag tone={live ? 'good' : revokedAt ? 'bad' : 'neutral'}>
        {t(live ? identityTexts.inForce : revokedAt ? identityTexts.revoked : identityTexts.expired)}
      </StatusTag>
      {may && live && (
        <Button danger aria-label={`${t(identityTexts.revoke)} ${serial}`} onClick={() => setRevoking(true)}>
          {t(identityTexts.revoke)}
        </Button>
      )}
      <Modal
        open={revoking}
        title={t(identityTexts.revokeTitle)}
        footer={null}
        destroyOnHidden
        onCancel={() => setRevoking(false)}
      >
        <RevokeForm serial={serial} onClose={() => setRevoking(false)} />
      </Modal>
    </li>
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
