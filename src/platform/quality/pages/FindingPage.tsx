import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Fact, Notice, Page, Panel, ProblemView, StatusTag, When, api, useGo, usePageParams, usePurpose, useSession, useText } from '#web/kit/index.ts'; // prettier-ignore
import type { FindingWire } from '../schema.ts';
import { findPurpose, findingKey, qualityPath, recordPlace, useFinding } from './quality-data.ts';
import { findingStateWords, severityWords } from '../schema.ts';
import { findingTones, texts } from './texts.ts';
import './quality.css';

/** One finding: what is wrong, in which record; to be taken on, or marked as right. */
export function FindingPage() {
  const { number = '' } = usePageParams();
  const { data, error, refetch } = useFinding(number);
  return (
    <Page title={number}>
      <div className="mq-gap">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && <About finding={data} />}
        {data && data.state !== 'closed' && <Acts finding={data} />}
      </div>
    </Page>
  );
}

function About({ finding }: { finding: FindingWire }) {
  const t = useText();
  const { rule, resource, field, severity, state, firstSeen, lastSeen, handler, reason, decider } = finding;
  return (
    <Panel
      title={rule.title}
      extra={<StatusTag tone={findingTones[state]}>{t(findingStateWords[state])}</StatusTag>}
    >
      <dl className="mq-facts">
        <Fact title={texts.resource}>{t(resource.title)}</Fact>
        <Fact title={texts.field}>{t(field.title)}</Fact>
        <Fact title={texts.severity}>{t(severityWords[severity])}</Fact>
        <Fact title={texts.firstSeen}>
          <When at={firstSeen} />
        </Fact>
        <Fact title={texts.lastSeen}>
          <When at={lastSeen} />
        </Fact>
        <Fact title={texts.handler}>{handler}</Fact>
        {decider && <Fact title={texts.decidedBy}>{decider}</Fact>}
        {reason && <Fact title={texts.reason}>{reason}</Fact>}
      </dl>
    </Panel>
  );
}

function Acts({ finding }: { finding: FindingWire }) {
  const t = useText();
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { number, state, mayDecide } = finding;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const next = state === 'open' ? 'accepted' : 'open';
  const mark = async () => {
    setProblem(undefined);
    try {
      await api.post(`${qualityPath}/findings/decide`, {
        numbers: [number],
        state: next,
        reason: reason.trim(),
      });
      await client.invalidateQueries({ queryKey: findingKey(number) });
      setReason('');
      message.success(t(texts.done));
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  if (!mayDecide) return <Notice tone="info">{t(texts.notYours)}</Notice>;
  return (
    <Panel title={texts.decide}>
      <div className="mq-gap">
        {state === 'open' && <Take finding={finding} onProblem={setProblem} />}
        <div className="quality-field">
          <label htmlFor={id}>{t(texts.reason)}</label>
          <Input id={id} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          <p className="mq-soft">{t(texts.markHint)}</p>
        </div>
        {problem !== undefined && <ProblemView problem={problem} />}
        <Button disabled={reason.trim().length < 2} onClick={() => void mark()}>
          {t(next === 'accepted' ? texts.markRight : texts.reopen)}
        </Button>
      </div>
    </Panel>
  );
}

/** Takes it on, so that it is the purpose in force, and goes to the record. */
function Take({ finding, onProblem }: { finding: FindingWire; onProblem: (problem: unknown) => void }) {
  const t = useText();
  const go = useGo();
  const { use } = usePurpose();
  const { actor } = useSession();
  const { number, inHand } = finding;
  if (!actor.roles.includes('registrar')) return <p className="mq-soft">{t(texts.notYours)}</p>;
  const take = async () => {
    try {
      if (!inHand) await api.post(`${qualityPath}/findings/${number}/take`);
      const purpose = await findPurpose(number);
      if (purpose) use(purpose);
      go(recordPlace(finding));
    } catch (thrown) {
      onProblem(thrown);
    }
  };
  return (
    <div className="mq-gap">
      <p className="mq-soft">{t(texts.takeHint)}</p>
      <Button type="primary" onClick={() => void take()}>
        {t(inHand ? texts.seeRecord : texts.take)}
      </Button>
    </div>
  );
}
