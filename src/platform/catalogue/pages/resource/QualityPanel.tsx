import { Fact, Panel, PlainTable, StatusTag, useText, When } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { QualityAnswer } from '../../schema.ts';

const texts = {
  quality: { zh: '数据质量', en: 'Data quality' },
  lead: {
    zh: '按规则检查全部记录。得分满分 100：每条记录按其最严重的错误扣分，提示不扣分。',
    en: 'All records are held against the rules. Of 100: each record loses by its gravest error, nothing by warnings.',
  },
  never: { zh: '还没有检查过。', en: 'Not examined yet.' },
  score: { zh: '得分', en: 'Score' },
  before: { zh: '上次 {score}', en: 'before: {score}' },
  records: { zh: '检查的记录', en: 'Records examined' },
  faulty: { zh: '有错误的记录', en: 'Records with an error' },
  at: { zh: '检查时间', en: 'Examined' },
  failing: { zh: '未通过的规则', en: 'Failing rules' },
  rule: { zh: '问题', en: 'What is wrong' },
  severity: { zh: '程度', en: 'Severity' },
  count: { zh: '记录数', en: 'Records' },
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提示', en: 'Warning' },
  passed: { zh: '全部规则通过。', en: 'All rules hold.' },
} as const satisfies Record<string, Text>;

/** How good the records were found to be, and which rules fail how often. */
export function QualityPanel({ answer }: { answer: QualityAnswer | null }) {
  const t = useText();
  return (
    <Panel title={texts.quality}>
      <p className="std-lead">{t(texts.lead)}</p>
      {answer === null ? <p className="mq-soft">{t(texts.never)}</p> : <Quality answer={answer} />}
    </Panel>
  );
}

function Quality({ answer: { at, quality, trend } }: { answer: QualityAnswer }) {
  const t = useText();
  const before = trend[1];
  const number = (value: number): string => value.toLocaleString('en');
  return (
    <>
      <dl className="mq-facts">
        <Fact title={texts.score}>
          <strong>{quality.score}</strong>{' '}
          {before && <span className="mq-soft">{t(texts.before, { score: before.score })}</span>}
        </Fact>
        <Fact title={texts.records}>{number(quality.records)}</Fact>
        <Fact title={texts.faulty}>{number(quality.faulty)}</Fact>
        <Fact title={texts.at}>
          <When at={at} age />
        </Fact>
      </dl>
      {quality.rules.length === 0 ? (
        <p>{t(texts.passed)}</p>
      ) : (
        <PlainTable
          caption={t(texts.failing)}
          rows={quality.rules}
          rowKey={({ rule, field }) => `${rule} ${field}`}
          columns={[
            { title: texts.rule, render: ({ title }) => t(title) },
            {
              title: texts.severity,
              render: ({ severity }) => (
                <StatusTag tone={severity === 'error' ? 'bad' : 'warn'}>{t(texts[severity])}</StatusTag>
              ),
            },
            { title: texts.count, render: ({ count }) => number(count) },
          ]}
        />
      )}
    </>
  );
}
