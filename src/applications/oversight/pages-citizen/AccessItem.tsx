import { Button, Facts, Link, More, Tag, useLanguage, useText } from '#web/citizen/kit/index.ts';
import type { Tone } from '#web/citizen/kit/index.ts';
import type { AccessWire } from '../schema.ts';
import type { ItemResult, Report } from './proof/check-accesses.ts';
import { openOf, whatHappened } from './reading.ts';
import { texts } from './texts.ts';

interface AccessItemProps {
  readonly access: AccessWire;
  readonly report: Report;
  readonly onAsk: () => void;
}

/** One access: who, what, what for, and whether it is proven. */
export function AccessItem({ access, report, onAsk }: AccessItemProps) {
  const t = useText();
  const language = useLanguage();
  const { titles, seq, question } = access;
  const { outcome } = openOf(access);
  const result = report.items.get(seq);
  const joint = language === 'zh' ? '、' : ', ';
  return (
    <div className="stack-small">
      <p>
        <strong>{t(titles.organisation)}</strong>
        {language === 'zh' ? '，' : ', '}
        {titles.roles.map((role) => t(role)).join(joint)}
      </p>
      <p>{whatHappened(access, language)}</p>
      <p className="soft">{titles.purpose ? t(texts.purpose) + t(titles.purpose) : t(texts.noPurpose)}</p>
      <p className="row">
        <Proof result={result} />
        {outcome !== 'permitted' && (
          <Tag tone="warn">{t(outcome === 'refused' ? texts.refused : texts.failed)}</Tag>
        )}
      </p>
      {outcome !== 'permitted' && titles.reason && (
        <p className="soft">{t(texts.because) + t(titles.reason)}</p>
      )}
      {result?.findings.map((finding) => (
        <p key={finding.code} className="access-finding">
          {finding[language]}
        </p>
      ))}
      <div className="row access-actions">
        {question ? (
          <Link to="/questions">{t(question.state === 'answered' ? texts.answered : texts.asked)}</Link>
        ) : (
          <Button small onClick={onAsk}>
            {t(texts.ask)}
          </Button>
        )}
        {access.disclosure && <HowProven access={access} report={report} />}
      </div>
    </div>
  );
}

const proofTones = {
  proven: 'good',
  pending: 'neutral',
  broken: 'bad',
  unchecked: 'neutral',
} as const satisfies Record<ItemResult['state'], Tone>;
const proofWords = {
  proven: texts.proven,
  pending: texts.pending,
  broken: texts.notProven,
  unchecked: texts.plain,
} as const;

function Proof({ result }: { result: ItemResult | undefined }) {
  const t = useText();
  const state = result?.state ?? 'pending';
  return <Tag tone={proofTones[state]}>{t(proofWords[state])}</Tag>;
}

function HowProven({ access, report }: { access: AccessWire; report: Report }) {
  const t = useText();
  const { disclosure, seq } = access;
  if (!disclosure) return null;
  const size = report.checkpoint?.size ?? 0;
  const hashes = disclosure.inclusion.length;
  return (
    <More summary={t(texts.howProven)}>
      <div className="stack-small">
        <p>{t(texts.itemSteps, { seq, hashes, size })}</p>
        <Facts
          items={[
            [t(texts.itemPlace), String(seq)],
            [
              t(texts.itemReceipt),
              <span key="id" className="mono">
                {disclosure.open.id}
              </span>,
            ],
          ]}
        />
        <p className="soft">{t(texts.notTold)}</p>
      </div>
    </More>
  );
}
