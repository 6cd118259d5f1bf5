import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, Panel, ProblemView, useDraft, useText, Waiting, When } from '#web/kit/index.ts';
import { registryPath, useRegistryRefresh, useRemarks, type RemarkWire } from './data.ts';
import { registryTexts as texts } from './texts.ts';

/** What was said about a proposal or a declaration, and the place to say something. */
export function Discussion({ kind, name }: { kind: string; name: string }) {
  const t = useText();
  const remarks = useRemarks(kind, name);
  const [answers, setAnswers] = useState<number | undefined>();
  const items = remarks.data?.items;
  return (
    <Panel title={texts.discussion}>
      <div className="mq-gap">
        {!items && <Waiting query={remarks} />}
        {items?.length === 0 && <p className="mq-soft">{t(texts.noRemarks)}</p>}
        {items && items.length > 0 && (
          <ol className="registry-steps">
            {items.map((remark) => (
              <Remark key={remark.number} remark={remark} onAnswer={() => setAnswers(remark.number)} />
            ))}
          </ol>
        )}
        <Say kind={kind} name={name} answers={answers} onDone={() => setAnswers(undefined)} />
      </div>
    </Panel>
  );
}

function Remark({ remark, onAnswer }: { remark: RemarkWire; onAnswer: () => void }) {
  const t = useText();
  return (
    <li>
      <p>
        <strong>{remark.by.name}</strong>{' '}
        <span className="mq-soft">
          <When at={remark.at} />
          {remark.answers !== null && ` · ${t(texts.answers, { n: remark.answers })}`}
        </span>
      </p>
      <p className="registry-said">{remark.text}</p>
      <Button size="small" aria-label={`${t(texts.answer)} ${remark.number}`} onClick={onAnswer}>
        {t(texts.answer)}
      </Button>
    </li>
  );
}

interface SayProps {
  readonly kind: string;
  readonly name: string;
  readonly answers: number | undefined;
  readonly onDone: () => void;
}

function Say({ kind, name, answers, onDone }: SayProps) {
  const t = useText();
  const refresh = useRegistryRefresh();
  const draft = useDraft(`registry.remark.${kind}.${name}`, '');
  const [problem, setProblem] = useState<unknown>();
  const say = async () => {
    setProblem(undefined);
    try {
      const body = { text: draft.value, ...(answers === undefined ? {} : { answers }) };
      await api.post(`${registryPath}/discussions/${kind}/${encodeURIComponent(name)}`, body);
      draft.startOver();
      onDone();
      await refresh();
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.value.trim() !== '') void say();
      }}
    >
      <label className="mq-field-label" htmlFor="registry-remark">
        {answers === undefined ? t(texts.remark) : t(texts.answers, { n: answers })}
      </label>
      <Input.TextArea
        id="registry-remark"
        value={draft.value}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => draft.change(event.target.value)}
      />
      {problem !== undefined && <ProblemView problem={problem} />}
      <div className="registry-acts">
        {answers !== undefined && <Button onClick={onDone}>{t(texts.stopAnswering)}</Button>}
        <Button htmlType="submit">{t(texts.say)}</Button>
      </div>
    </form>
  );
}
