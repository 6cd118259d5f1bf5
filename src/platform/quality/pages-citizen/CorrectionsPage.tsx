import { useState } from 'react';
import { Button, Card, Empty, Loading, Page, Problem, Tag, api, formatInstantInWords, useLanguage, useResource, useText } from '#web/citizen/kit/index.ts'; // prettier-ignore
import type { Text, Tone } from '#web/citizen/kit/index.ts';
import type { CorrectionAnswer, CorrectionWire } from '../schema.ts';
import { Attachments } from './Attachments.tsx';
import { FileForm } from './FileForm.tsx';
import { texts } from './texts.ts';

const path = '/api/v1/quality/corrections';
const mostShown = 50;

/** What I asked to be corrected, and the answers; and a form to ask. */
export function CorrectionsPage() {
  const t = useText();
  const own = useResource('corrections', (signal) =>
    api.get<{ items: readonly CorrectionWire[] }>(path, { query: { side: 'own', limit: mostShown }, signal }),
  );
  return (
    <Page title={texts.corrections} lead={texts.lead}>
      <FileForm onSent={own.reload} />
      <h2>{t(texts.mine)}</h2>
      {own.status === 'loading' && <Loading />}
      {own.status === 'failed' && <Problem problem={own.problem} onRetry={own.reload} />}
      {own.status === 'ready' && own.value.items.length === 0 && <Empty title={t(texts.none)} />}
      {own.status === 'ready' &&
        own.value.items.map((row) => (
          <Correction key={row.number + row.version} row={row} onChanged={own.reload} />
        ))}
    </Page>
  );
}

const states: Readonly<Record<CorrectionWire['state'], readonly [Tone, Text]>> = {
  filed: ['info', texts.filed],
  accepted: ['good', texts.accepted],
  refused: ['neutral', texts.refused],
  withdrawn: ['neutral', texts.withdrawn],
};

function Correction({ row, onChanged }: { row: CorrectionWire; onChanged: () => void }) {
  const t = useText();
  const language = useLanguage();
  const [tone, word] = row.overdue ? (['bad', texts.overdue] as const) : states[row.state];
  const [problem, setProblem] = useState<unknown>();
  const whole = useResource(`correction-${row.number}-${row.version}`, (signal) =>
    api.get<CorrectionAnswer>(`${path}/${row.number}`, { signal }),
  );
  const withdraw = async () => {
    try {
      await api.post(`${path}/${row.number}/withdraw`, { version: row.version });
      onChanged();
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <Card
      title={`${row.number} · ${t(row.resource.title)} · ${t(row.field.title)}`}
      extra={<Tag tone={tone}>{t(word)}</Tag>}
    >
      {whole.status === 'ready' && <Words answer={whole.value} />}
      {whole.status === 'ready' && <Attachments answer={whole.value} onChanged={whole.reload} />}
      <p className="soft">
        {formatInstantInWords(row.filedAt, language)}
        {row.state === 'filed' && ` · ${t(texts.due, { day: formatInstantInWords(row.dueAt, language) })}`}
      </p>
      {problem !== undefined && <Problem problem={problem} />}
      {row.may.includes('withdraw') && (
        <Button small onClick={() => void withdraw()}>
          {t(texts.withdraw)}
        </Button>
      )}
    </Card>
  );
}

function Words({ answer: { said, answer, told } }: { answer: CorrectionAnswer }) {
  const t = useText();
  return (
    <>
      <p>{said.wrong}</p>
      {answer !== null && (
        <p>
          <strong>{t(texts.answer)}</strong> {answer}
        </p>
      )}
      {told > 0 && <p className="soft">{t(texts.told, { n: told })}</p>}
    </>
  );
}
