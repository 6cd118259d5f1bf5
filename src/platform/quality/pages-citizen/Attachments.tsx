import { useId } from 'react';
import { Button, Problem, api, callForFile, saveFile, useAttempt, useText } from '#web/citizen/kit/index.ts';
import type { CorrectionAnswer } from '../schema.ts';
import { texts } from './texts.ts';

/** What I sent as evidence, and a way to send more until there is an answer. */
export function Attachments({ answer, onChanged }: { answer: CorrectionAnswer; onChanged: () => void }) {
  const t = useText();
  const id = useId();
  const { busy, problem, attempt } = useAttempt();
  const { attachments, mayAttach, correction } = answer;
  const path = `/api/v1/quality/corrections/${correction.number}/attachments`;
  const add = (file: File) =>
    attempt(async () => {
      await api.post(path, file);
      onChanged();
    });
  const kept = attachments.filter(({ erased }) => !erased);
  return (
    <>
      {kept.map(({ number, kind }) => (
        <p key={number}>
          <Button
            small
            busy={busy}
            onClick={() => attempt(async () => saveFile(await callForFile('GET', `${path}/${number}`)))}
          >
            {t(texts.attachment, { number, kind: kind.toUpperCase() })}
          </Button>
        </p>
      ))}
      {mayAttach && (
        <div className="field">
          <label htmlFor={id}>{t(texts.attach)}</label>
          <p className="field-hint" id={`${id}-hint`}>
            {t(texts.attachHint)}
          </p>
          <input
            key={attachments.length}
            id={id}
            aria-describedby={`${id}-hint`}
            type="file"
            accept=".pdf,.png,.jpg,.jpeg"
            disabled={busy}
            onChange={({ target }) => target.files?.[0] && add(target.files[0])}
          />
        </div>
      )}
      {problem !== undefined && <Problem problem={problem} />}
    </>
  );
}
