import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { api, callForFile, Panel, ProblemView, saveFile, useAttempt, useText, When } from '#web/kit/index.ts';
import type { CorrectionAnswer } from '../schema.ts';
import { correctionKey, qualityPath } from './quality-data.ts';
import { texts } from './texts.ts';

/** Files of evidence: each is opened on demand, and that is in the ledger. Who filed may add some until it is decided. */
export function Attachments({ answer }: { answer: CorrectionAnswer }) {
  const t = useText();
  const id = useId();
  const client = useQueryClient();
  const { busy, problem, attempt } = useAttempt();
  const { attachments, mayAttach, correction } = answer;
  const path = `${qualityPath}/corrections/${correction.number}/attachments`;
  if (attachments.length === 0 && !mayAttach) return null;
  const add = (file: File) =>
    attempt(async () => {
      const next = await api.post<CorrectionAnswer>(path, file);
      client.setQueryData(correctionKey(correction.number), next);
    });
  return (
    <Panel title={texts.attachments}>
      <div className="mq-gap">
        {problem !== undefined && <ProblemView problem={problem} />}
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
                    disabled={busy}
                    aria-label={t(texts.openAttachment, { number })}
                    onClick={() =>
                      attempt(async () => saveFile(await callForFile('GET', `${path}/${number}`)))
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
              disabled={busy}
              onChange={({ target }) => target.files?.[0] && add(target.files[0])}
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
