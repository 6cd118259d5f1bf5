import { Fact, Page, Panel, ProblemView, When, usePageParams, useText } from '#web/kit/index.ts';
import type { CorrectionAnswer } from '../schema.ts';
import { Attachments } from './Attachments.tsx';
import { CorrectionActs } from './CorrectionActs.tsx';
import { CorrectionState, Filer } from './CorrectionsPage.tsx';
import { useCorrection } from './quality-data.ts';
import { stepTitles, texts } from './texts.ts';
import './quality.css';

/** One correction: what is said to be wrong, what was answered, and what the reader may do. */
export function CorrectionPage() {
  const { number = '' } = usePageParams();
  const { data, error, refetch } = useCorrection(number);
  return (
    <Page title={number}>
      <div className="mq-gap">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && <Whole answer={data} />}
      </div>
    </Page>
  );
}

function Whole({ answer }: { answer: CorrectionAnswer }) {
  const t = useText();
  const { correction, said, steps } = answer;
  return (
    <>
      <Panel title={correction.resource.title} extra={<CorrectionState row={correction} />}>
        <dl className="mq-facts">
          <Fact title={texts.field}>{t(correction.field.title)}</Fact>
          <Fact title={texts.owner}>{t(correction.owner.title)}</Fact>
          <Fact title={texts.filer}>
            <Filer row={correction} />
          </Fact>
          <Fact title={texts.due}>
            <When at={correction.dueAt} precision="day" />
          </Fact>
          <Fact title={texts.handler}>{correction.handler}</Fact>
        </dl>
      </Panel>
      <Panel title={texts.said}>
        <dl className="mq-facts">
          <Fact title={texts.wrong}>{said.wrong}</Fact>
          <Fact title={texts.proposed}>{said.proposed}</Fact>
          <Fact title={texts.evidence}>{said.evidence}</Fact>
        </dl>
      </Panel>
      <Attachments answer={answer} />
      {answer.answer !== null && <Answered answer={answer} />}
      {correction.may.length > 0 && <CorrectionActs key={correction.version} answer={answer} />}
      <Panel title={texts.history}>
        <ol className="quality-steps">
          {steps.map(({ act, at, by }) => (
            <li key={`${act}${at}`}>
              <When at={at} /> {by} · {t(stepTitles[act] ?? { zh: act, en: act })}
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}

function Answered({ answer }: { answer: CorrectionAnswer }) {
  const t = useText();
  const { told, acknowledged, correction } = answer;
  return (
    <Panel title={texts.answer}>
      <dl className="mq-facts">
        <Fact title={texts.answer}>{answer.answer}</Fact>
        <Fact title={texts.decidedBy}>{correction.decider}</Fact>
        {correction.state === 'accepted' && (
          <Fact title={texts.told}>{t(texts.toldCount, { told, known: acknowledged })}</Fact>
        )}
      </dl>
    </Panel>
  );
}
