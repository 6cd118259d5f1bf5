import { Progress } from 'antd';
import { PlainTable, StatusTag, useText, When } from '#web/kit/index.ts';
import type { Item } from './plan-draft.ts';
import { planTexts as texts, runWords } from './texts.ts';

const tones = { running: 'info', refused: 'bad', done: 'good' } as const;

/** How far the publisher is with bringing the records over, and which were in its way. */
export function RunView({ run }: { run: NonNullable<Item['run']> }) {
  const t = useText();
  const { state, total, done, past, report } = run;
  const percent = state === 'done' || total === 0 ? 100 : Math.round((100 * (done + past)) / total);
  const separator = t({ zh: '；', en: '; ' });
  return (
    <section className="mq-gap" aria-label={t(texts.run)}>
      <h3 className="mq-heading">{t(texts.run)}</h3>
      <p>
        <StatusTag tone={tones[state]}>{t(runWords[state])}</StatusTag> <When at={run.changedAt} />
      </p>
      {state === 'running' && (
        <Progress percent={percent} size="small" showInfo={false} aria-label={t(texts.run)} />
      )}
      <p role="status">{t(texts.converted, { done, past })}</p>
      {report.length > 0 && (
        <PlainTable
          caption={t(texts.refusedRows)}
          rows={report}
          rowKey={({ record }) => record}
          columns={[
            { title: texts.record, render: ({ record }) => <code className="mq-mono">{record}</code> },
            {
              title: texts.why,
              render: ({ failures }) => failures.map((failure) => t(failure)).join(separator),
            },
          ]}
        />
      )}
    </section>
  );
}
