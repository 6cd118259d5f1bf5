import { useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { Notice, Panel, ProblemView, api, nowMs, useText } from '#web/kit/index.ts';
import type { ActsWire } from '../schema.ts';
import { closingKey, closingsPath, endOfDay, lastDay } from './grants-data.ts';
import { Labelled } from './TermsEditor.tsx';
import { closingTexts as texts, texts as grantTexts } from './texts.ts';
import './grants.css';

const usualDays = 30; // notice to those who hold grants
const dayMs = 86_400_000;

/** Closes a resource to grants: its owner branch asks, a second person decides. Nothing for whoever may do neither. */
export function Closing(props: ClosingProps) {
  const t = useText();
  const id = useId();
  const { text, setText, day, setDay, busy, problem, send } = useClosing(props);
  const { closing, may } = props.acts;
  if (may.length === 0) return null;
  return (
    <Panel title={texts.close}>
      <div className="mq-gap">
        {closing && (
          <Notice tone="info">
            {t(texts.asked, {
              who: closing.askedBy,
              day: lastDay(closing.closesAt).slice(0, 10),
              reason: closing.reason,
            })}
          </Notice>
        )}
        <p className="mq-soft">{t(texts.effects)}</p>
        {may.includes('propose') && (
          <Labelled id={`${id}-day`} label={texts.day}>
            <DatePicker
              id={`${id}-day`}
              allowClear={false}
              value={dayjs(day)}
              minDate={dayjs(nowMs())}
              onChange={(next) => next && setDay(next.format('YYYY-MM-DD'))}
            />
          </Labelled>
        )}
        <Labelled id={`${id}-text`} label={may.includes('propose') ? texts.reason : texts.remark}>
          <Input
            id={`${id}-text`}
            value={text}
            maxLength={500}
            onChange={({ target }) => setText(target.value)}
          />
        </Labelled>
        {problem !== undefined && <ProblemView problem={problem} />}
        <div className="grants-acts">
          {may.map((act) => (
            <Button
              key={act}
              danger={act === 'close' || act === 'propose'}
              loading={busy === act}
              disabled={text.trim().length < 2}
              onClick={() => void send(act)}
            >
              {t(texts.buttons[act])}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  );
}

interface ClosingProps {
  readonly resource: string;
  readonly acts: ActsWire;
}

/** What is said, and how an act is sent. */
function useClosing({ resource }: ClosingProps) {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [day, setDay] = useState(() => dayjs(nowMs() + usualDays * dayMs).format('YYYY-MM-DD'));
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const send = async (act: ActsWire['may'][number]) => {
    setBusy(act);
    setProblem(undefined);
    try {
      if (act === 'propose')
        await api.post(closingsPath, { resource, closesAt: endOfDay(day), reason: text.trim() });
      else await api.post(`${closingsPath}/${resource}/${act}`, { text: text.trim() });
      message.success(t(grantTexts.done));
      await client.invalidateQueries({ queryKey: closingKey(resource) });
    } catch (failure) {
      setProblem(failure);
      setBusy('');
    }
  };
  return { text, setText, day, setDay, busy, problem, send };
}
