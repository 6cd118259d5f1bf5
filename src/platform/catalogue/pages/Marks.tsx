import { StatusTag, useText, type Tone } from '#web/kit/index.ts';
import type { Resource, Status, Verification } from '#standards/declarations/index.ts';
import { sharingWords, statusWords, verificationWords } from '#standards/declarations/index.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

const verificationTones: Readonly<Record<Verification, Tone>> = {
  verified: 'good',
  secondary: 'info',
  draft: 'warn',
};

/** How far something was checked, in a word; what it means stands in the title and in the legend. */
export function VerificationMark({ of }: { of: Verification }) {
  const t = useText();
  return (
    <span title={t(verificationWords[of].why)}>
      <StatusTag tone={verificationTones[of]}>{t(verificationWords[of])}</StatusTag>
    </span>
  );
}

const statusTones: Readonly<Record<Status, Tone>> = {
  raw: 'neutral',
  draft: 'neutral',
  consultation: 'info',
  approval: 'info',
  standard: 'good',
  rejected: 'bad',
  abolished: 'bad',
};

export function StatusMark({ of }: { of: Status }) {
  const t = useText();
  return <StatusTag tone={statusTones[of]}>{t(statusWords[of])}</StatusTag>;
}

const sharingTones: Readonly<Record<Resource['sharing']['type'], Tone>> = {
  unconditional: 'good',
  conditional: 'info',
  none: 'neutral',
};

export function SharingMark({ of }: { of: Resource['sharing']['type'] }) {
  const t = useText();
  return <StatusTag tone={sharingTones[of]}>{t(sharingWords[of])}</StatusTag>;
}

/** What the marks mean, in full: a title is not read on a phone. */
export function MarksLegend() {
  const t = useText();
  const marks = Object.entries(verificationWords) as [
    Verification,
    (typeof verificationWords)[Verification],
  ][];
  return (
    <>
      <p className="mq-lead">{t(texts.marksLead)}</p>
      <dl className="std-legend">
        {marks.map(([mark, { why }]) => (
          <div key={mark}>
            <dt>
              <VerificationMark of={mark} />
            </dt>
            <dd>{t(why)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
