import { Empty, nowMs, Panel, StatusTag, useSession, useText, When } from '#web/kit/index.ts';
import type { AccountDetail, CertificateItem } from '../schema.ts';
import { IssueCertificate } from './IssueCertificate.tsx';
import { RevokeCertificate } from './RevokeCertificate.tsx';
import { certificateStateTexts, identityTexts, revocationTexts } from './texts.ts';

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
        {t(certificateStateTexts[live ? 'in-force' : revokedAt ? 'revoked' : 'expired'])}
      </StatusTag>
      {may && live && <RevokeCertificate serial={serial} />}
    </li>
  );
}
