import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { api, callForFile, Panel, ProblemView, saveFile, useText, When } from '#web/kit/index.ts';
import type { CorrectionAnswer } from '../schema.ts';
import { correctionKey, qualityPath } from './quality-data.ts';
import { texts } from './texts.ts';

/** Files of evidence: each is opened on demand, and that is in the ledger. Who filed may add some until it is decided. */
export function Attachments({ answer }: { answer: CorrectionAnswer }) {
  const t = useText();
  const id = useId();
  const client = useQueryClient();
  const [state, setState] = useState<{ readonly busy: boolean; readonly problem?: unknown }>({ busy: false });
  const { attachments, mayAttach, correction } = answer;
  const path = `${qualityPath}/corrections/${correction.number}/attachments`;
  if (attachments.length === 0 && !mayAttach) return null;
  const attempt = async (work: () => Promise<unknown>) => {
    setState({ busy: true });
    try {
      await work();
      setState({ busy: false });
    } catch (problem) {
      setState({ busy: false, problem });
    }
  };
  const add = (file: File) =>
    attempt(async () => {
      const next = await api.post<CorrectionAnswer>(path, file);
      client.setQueryData(correctionKey(correction.number), next);
    });
  return (
    <Panel title={texts.attachments}>
      <div className="mq-gap">
        {state.problem !== undefined && <ProblemView problem={state.problem} />}
        {attachments.length > 0 && (
          <ul className="quality-attachments">
            {attachments.map(({ number, kind, bytes, at, erased }) => (
              <li key={number}>
                {t(texts.attachmentOf, { number, kind: kind.toUpperCase(), size: sizeOf(bytes) })}{' '}
                <When at={at} />{' '}
                {erased ? (
                  <span className="mq-soft">{t(texts.attachmentErased)}</span>
                ) : (
                  <Button
                    size="small"
                    disabled={state.busy}
                    aria-label={t(texts.openAttachment, { number })}
                    onClick={() =>
                      void attempt(async () => saveFile(await callForFile('GET', `${path}/${number}`)))
                    }
                  >
                    {t(texts.download)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayAttach && (
          <div className="quality-field">
            <label htmlFor={id}>{t(texts.attach)}</label>
            <input
              key={attachments.length}
              id={id}
              type="file"
              accept=".pdf,.png,.jpg,.jpeg"
              disabled={state.busy}
              onChange={({ target }) => target.files?.[0] && void add(target.files[0])}
            />
            <p className="mq-soft">{t(texts.attachHint)}</p>
          </div>
        )}
      </div>
    </Panel>
  );
}

function sizeOf(bytes: number): string {
  const kibibytes = Math.ceil(bytes / 1024);
  return kibibytes < 1024 ? `${kibibytes} KB` : `${(kibibytes / 1024).toFixed(1)} MB`;
}
