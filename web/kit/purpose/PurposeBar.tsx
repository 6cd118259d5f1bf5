import { Button, Modal } from 'antd';
import { Suspense, useState } from 'react';
import { useText } from '../../core/language.ts';
import { useSession } from '../../core/session.ts';
import { usePagePlace, type PurposeOpener } from '../page-definition.ts';
import { Empty, ProblemView } from '../ProblemView.tsx';
import { StatusTag } from '../StatusTag.tsx';
import { texts } from '../texts.ts';
import { When } from '../When.tsx';
import { usePurpose, usePurposes, type Purpose } from './purpose.ts';

type Step = 'closed' | 'choosing' | PurposeOpener;

/** The purpose in force as a part of the page: its kind, reference and end; where it is changed or a new one opened. */
export function PurposeBar() {
  const t = useText();
  const { purpose, expired, use } = usePurpose();
  const [step, setStep] = useState<Step>('closed');
  const take = (next: Purpose) => {
    use(next);
    setStep('closed');
  };
  const tone = !purpose || expired ? 'warn' : 'good';
  return (
    <section className={`mq-purpose mq-tone-${tone}`} aria-label={t(texts.purpose)}>
      {purpose ? <InForce purpose={purpose} expired={expired} /> : <NoneInForce />}
      <div className="mq-purpose-acts mq-no-print">
        <Button type={purpose && !expired ? 'default' : 'primary'} onClick={() => setStep('choosing')}>
          {t(purpose ? texts.purposeChange : texts.purposeChoose)}
        </Button>
      </div>
      <Modal
        open={step !== 'closed'}
        title={typeof step === 'object' ? t(step.title) : t(texts.purposeMine)}
        onCancel={() => setStep('closed')}
        footer={null}
        destroyOnHidden
      >
        {step === 'choosing' && <Choice onTake={take} onOpenNew={setStep} />}
        {typeof step === 'object' && (
          <Suspense fallback={<p>{t(texts.loading)}</p>}>
            <step.component onOpened={take} onCancel={() => setStep('choosing')} />
          </Suspense>
        )}
      </Modal>
    </section>
  );
}

function InForce({ purpose, expired }: { purpose: Purpose; expired: boolean }) {
  const t = useText();
  return (
    <>
      <StatusTag tone={expired ? 'warn' : 'good'}>
        {expired ? t(texts.purposeExpired) : t(purpose.kindTitle)}
      </StatusTag>
      <span className="mq-purpose-title">{t(purpose.title)}</span>
      <span className="mq-mono">{purpose.reference}</span>
      {expired && <span className="mq-soft">{t(texts.purposeExpiredHint)}</span>}
      {!expired && purpose.until && (
        <span className="mq-soft">
          {t(texts.purposeUntil, { at: '' })}
          <When at={purpose.until} age />
        </span>
      )}
    </>
  );
}

function NoneInForce() {
  const t = useText();
  return (
    <>
      <StatusTag tone="warn">{t(texts.purposeNone)}</StatusTag>
      <span className="mq-soft">{t(texts.purposeNoneHint)}</span>
    </>
  );
}

function Choice({
  onTake,
  onOpenNew,
}: {
  onTake: (purpose: Purpose) => void;
  onOpenNew: (opener: PurposeOpener) => void;
}) {
  const t = useText();
  const inForce = usePurpose();
  const { data, error, refetch, isPending } = usePurposes();
  const openers = useOpeners();
  return (
    <>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      {isPending && <p>{t(texts.loading)}</p>}
      {data?.length === 0 && <Empty title={t(texts.purposeNoneOpen)} hint={t(texts.purposeNoneHint)} />}
      <ul className="mq-choices">
        {data?.map((purpose) => (
          <li key={purpose.kind + purpose.reference}>
            <PurposeLine purpose={purpose} />
            <Button
              disabled={inForce.purpose?.reference === purpose.reference && !inForce.expired}
              onClick={() => onTake(purpose)}
              aria-label={`${t(texts.purposeUse)} ${purpose.reference}`}
            >
              {t(inForce.purpose?.reference === purpose.reference ? texts.purposeInUse : texts.purposeUse)}
            </Button>
          </li>
        ))}
      </ul>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 12 }}>
        {openers.map((opener) => (
          <Button key={opener.kind} type="primary" onClick={() => onOpenNew(opener)}>
            {t(opener.title)}
          </Button>
        ))}
        {inForce.purpose && <Button onClick={() => inForce.use(null)}>{t(texts.purposeClear)}</Button>}
      </div>
    </>
  );
}

function PurposeLine({ purpose }: { purpose: Purpose }) {
  const t = useText();
  return (
    <div>
      <div>
        <strong>{t(purpose.title)}</strong> <span className="mq-soft">{t(purpose.kindTitle)}</span>
      </div>
      <div className="mq-soft">
        <span className="mq-mono">{purpose.reference}</span> · {t(texts.purposeOpenedAt, { at: '' })}
        <When at={purpose.openedAt} />
      </div>
    </div>
  );
}

function useOpeners(): readonly PurposeOpener[] {
  const { actor } = useSession();
  const openers = usePagePlace()?.openers ?? [];
  return openers.filter((opener) => !opener.roles || opener.roles.some((role) => actor.roles.includes(role)));
}
