import { useText } from '../core/language.ts';
import { Page } from '../citizen/kit/Page.tsx';
import { buttonClass, Card } from '../citizen/kit/Primitives.tsx';
import { useQueryValue } from '../citizen/kit/router.ts';
import { CertificateSignIn } from './CertificateSignIn.tsx';
import { signInPlace } from './sign-in-place.ts';
import { entranceTexts as texts } from './texts.ts';

/** How officers sign in: on the ordinary address the way there, on the certificate's own listener the PIN. */
export function SignIn({ demo }: { demo: boolean }) {
  const t = useText();
  const to = useQueryValue('to');
  const place = signInPlace();
  const query = to ? `?to=${encodeURIComponent(to)}` : '';
  return (
    <Page title={texts.signInTitle} lead={texts.signInLead}>
      {demo && (
        <Card title={t(texts.orDemo)}>
          <a className={buttonClass(true)} href={`/demo${query}`}>
            {t(texts.demo)}
          </a>
        </Card>
      )}
      {place.certified && <CertificateSignIn to={to} />}
      {!place.certified && (
        <Card title={t(texts.toCertificate)}>
          <ol className="steps">
            <li>{t(texts.step1)}</li>
            <li>{t(texts.step2)}</li>
            <li>{t(texts.step3)}</li>
          </ol>
          {place.address && (
            <a className={buttonClass(!demo)} href={`${place.address}/sign-in${query}`}>
              {t(texts.toCertificate)}
            </a>
          )}
          <p className="soft">{t(texts.noCertificate)}</p>
        </Card>
      )}
    </Page>
  );
}
