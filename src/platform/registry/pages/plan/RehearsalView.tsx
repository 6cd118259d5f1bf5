import { Button, Progress } from 'antd';
import { Notice, PlainTable, StatusTag, useText, When } from '#web/kit/index.ts';
import type { MigrationsAnswer } from '../data.ts';
import type { Item } from './plan-draft.ts';
import { planTexts as texts, rehearsalWords } from './texts.ts';

interface RehearsalViewProps {
  readonly answer: MigrationsAnswer;
  readonly item: Item;
  readonly onRehearse: () => void;
}

/** What the plan did to the stored records when it was tried: counts and record numbers. */
export function RehearsalView({ answer, item, onRehearse }: RehearsalViewProps) {
  const t = useText();
  const { rehearsal, mayRehearse } = answer;
  const isUnderWay = rehearsal?.state === 'waiting' || rehearsal?.state === 'running';
  return (
    <div className="mq-gap">
      <h3 className="mq-heading">{t(texts.rehearsal)}</h3>
      <p className="mq-soft">{t(texts.rehearsalLead)}</p>
      {rehearsal ? (
        <p>
          <StatusTag
            tone={rehearsal.state === 'broken' ? 'bad' : rehearsal.state === 'done' ? 'good' : 'info'}
          >
            {t(rehearsalWords[rehearsal.state])}
          </StatusTag>{' '}
          <When at={rehearsal.askedAt} />
        </p>
      ) : (
        <p className="mq-soft">{t(texts.noRehearsal)}</p>
      )}
      {rehearsal && !rehearsal.isCurrent && !isUnderWay && <Notice tone="warn" title={t(texts.outdated)} />}
      {item.rehearsal && <Result item={item} result={item.rehearsal} isDone={rehearsal?.state === 'done'} />}
      {mayRehearse && (
        <div>
          <Button loading={isUnderWay} onClick={onRehearse}>
            {t(texts.rehearse)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ResultProps {
  readonly item: Item;
  readonly result: NonNullable<Item['rehearsal']>;
  readonly isDone: boolean;
}

function Result({ item, result, isDone }: ResultProps) {
  const t = useText();
  const { done, total, refused, fields } = result;
  const titleOf = (field: string) => {
    const need = item.needs.find((one) => one.field === field);
    return need ? t(need.title) : field;
  };
  return (
    <>
      {isDone ? (
        <Notice
          tone={refused > 0 ? 'bad' : 'good'}
          title={refused > 0 ? t(texts.somePass, { n: refused }) : t(texts.allPass, { n: done })}
        />
      ) : (
        <>
          <Progress
            percent={total === 0 ? 0 : Math.round((100 * done) / total)}
            size="small"
            showInfo={false}
            aria-label={t(texts.rehearsal)}
          />
          <p role="status">{t(texts.progressOf, { done, total })}</p>
        </>
      )}
      <PlainTable
        caption={t(texts.rehearsal)}
        rows={Object.entries(fields)}
        rowKey={([field]) => field}
        columns={[
          { title: texts.field, render: ([field]) => titleOf(field) },
          { title: texts.filled, render: ([, { filled }]) => filled },
          { title: texts.empty, render: ([, { empty }]) => empty },
          { title: texts.refusals, render: ([, of]) => <Refusals of={of} /> },
        ]}
      />
    </>
  );
}

function Refusals({ of: { refusals, sealed } }: { of: ResultProps['result']['fields'][string] }) {
  const t = useText();
  if (sealed) return <span className="mq-soft">{t(texts.sealed)}</span>;
  if (refusals.length === 0) return <span className="mq-soft">{t(texts.none)}</span>;
  return (
    <ul className="registry-lines">
      {refusals.map((one) => (
        <li key={one.code}>
          {t(texts.refusedOf, { n: one.count, reason: t(one) })}
          <div className="mq-mono mq-soft">
            {t(texts.records, { ids: one.records.slice(0, 3).join(' ') })}
          </div>
        </li>
      ))}
    </ul>
  );
}
