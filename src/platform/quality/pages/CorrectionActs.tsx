import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { Notice, Panel, ProblemView, api, useGo, usePurpose, useText } from '#web/kit/index.ts';
import type { CorrectionAnswer, CorrectionWire } from '../schema.ts';
import { correctionKey, findPurpose, qualityPath, recordPlace } from './quality-data.ts';
import { texts } from './texts.ts';

type Act = CorrectionWire['may'][number];

/** How an act is sent, and what became of it. */
function useActing({ number, version }: CorrectionWire) {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Act>();
  const [problem, setProblem] = useState<unknown>();
  const send = async (act: Act, said: object = {}) => {
    setBusy(act);
    setProblem(undefined);
    try {
      const path = `${qualityPath}/corrections/${number}/${act}`;
      const answer = await api.post<CorrectionAnswer>(path, { version, ...said });
      client.setQueryData(correctionKey(number), answer);
      message.success(t(texts.done));
    } catch (thrown) {
      setProblem(thrown);
      setBusy(undefined);
    }
  };
  return { busy, problem, setProblem, send };
}

/** What the reader may do with a correction: withdraw the own one, take it on, or decide. */
export function CorrectionActs({ answer }: { answer: CorrectionAnswer }) {
  const t = useText();
  const { correction } = answer;
  const acting = useActing(correction);
  const { busy, problem, send } = acting;
  return (
    <Panel title={texts.decide}>
      <div className="mq-gap">
        {correction.may.includes('take') && (
          <Button type="primary" loading={busy === 'take'} onClick={() => void send('take')}>
            {t(texts.takeCorrection)}
          </Button>
        )}
        {correction.may.includes('withdraw') && (
          <Button loading={busy === 'withdraw'} onClick={() => void send('withdraw')}>
            {t(texts.withdraw)}
          </Button>
        )}
        {correction.may.includes('accept') && <Decide answer={answer} acting={acting} />}
        {problem !== undefined && <ProblemView problem={problem} />}
      </div>
    </Panel>
  );
}

function Decide({ answer, acting }: { answer: CorrectionAnswer; acting: ReturnType<typeof useActing> }) {
  const t = useText();
  const { correction, said } = answer;
  const [value, setValue] = useState(said.proposed ?? '');
  const [isDone, setDone] = useState(false);
  const [text, setText] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const decide = (act: 'accept' | 'refuse') => {
    const isUnsaid = text.trim().length < 2 || (act === 'accept' && !isDone && value.trim() === '');
    setUnsaid(isUnsaid);
    if (isUnsaid) return;
    void acting.send(act, {
      text: text.trim(),
      ...(act === 'accept' && !isDone ? { value: value.trim() } : {}),
    });
  };
  return (
    <>
      <SeeRecord correction={correction} onProblem={acting.setProblem} />
      <Line
        label={t(texts.rightValue)}
        hint={t(texts.rightValueHint)}
        value={value}
        onChange={setValue}
        disabled={isDone}
      />
      <Checkbox checked={isDone} onChange={({ target }) => setDone(target.checked)}>
        {t(texts.already)}
      </Checkbox>
      <Line label={t(texts.answerText)} value={text} onChange={setText} />
      {unsaid && (
        <Notice tone="bad" alert>
          {t(texts.sayWhy)}
        </Notice>
      )}
      <div className="quality-row">
        <Button type="primary" loading={acting.busy === 'accept'} onClick={() => decide('accept')}>
          {t(texts.accept)}
        </Button>
        <Button danger loading={acting.busy === 'refuse'} onClick={() => decide('refuse')}>
          {t(texts.refuse)}
        </Button>
      </div>
    </>
  );
}

/** To the record, with the correction as the purpose in force. */
function SeeRecord({
  correction,
  onProblem,
}: {
  correction: CorrectionWire;
  onProblem: (problem: unknown) => void;
}) {
  const t = useText();
  const go = useGo();
  const { use } = usePurpose();
  const see = async () => {
    try {
      const purpose = await findPurpose(correction.number);
      if (purpose) use(purpose);
      go(recordPlace(correction));
    } catch (thrown) {
      onProblem(thrown);
    }
  };
  return <Button onClick={() => void see()}>{t(texts.seeRecord)}</Button>;
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

function Line({ label, hint, value, onChange, disabled = false }: LineProps) {
  const id = useId();
  return (
    <div className="quality-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        maxLength={500}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint && <p className="mq-soft">{hint}</p>}
    </div>
  );
}
