import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Panel, ProblemView, api, useGo, useText } from '#web/kit/index.ts';
import type { ServiceWire } from '../schema.ts';
import { serviceKey, servicesPath } from './grants-data.ts';
import { Labelled } from './TermsEditor.tsx';
import { serviceMoveTitles, serviceTexts as texts, texts as grantTexts } from './texts.ts';

/** What its owner branch does with a service: the next version, or suspend, resume, withdraw it, saying why. */
export function ServiceActs({ service }: { service: ServiceWire }) {
  const t = useText();
  const go = useGo();
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const { name, version, may } = service;
  const move = async (to: ServiceWire['may'][number]) => {
    setBusy(to);
    setProblem(undefined);
    try {
      const body = { version, text: text.trim() };
      client.setQueryData(serviceKey(name), await api.post(`${servicesPath}/${name}/${to}`, body));
      message.success(t(grantTexts.done));
      setText('');
    } catch (failure) {
      setProblem(failure);
    } finally {
      setBusy('');
    }
  };
  return (
    <Panel
      title={texts.manage}
      extra={
        <Button onClick={() => go(`/services/publish?service=${name}`)}>
          {t(texts.revise, { version })}
        </Button>
      }
    >
      <div className="mq-gap">
        <Labelled id={id} label={texts.why}>
          <Input
            id={id}
            value={text}
            maxLength={500}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setText(target.value)}
          />
          <p id={`${id}-hint`} className="mq-soft">
            {t(texts.whyHint)}
          </p>
        </Labelled>
        {problem !== undefined && <ProblemView problem={problem} />}
        <div className="grants-acts">
          {may.map((one) => (
            <Button
              key={one}
              danger={one === 'end'}
              loading={busy === one}
              disabled={text.trim().length < 2}
              onClick={() => void move(one)}
            >
              {t(serviceMoveTitles[one])}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
