import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Empty, Panel, RecordView, StatusTag, useGo, usePurpose, useSession, useText, type RecordAnswer, type Tone } from '#web/kit/index.ts'; // prettier-ignore
import { useAllResources, withoutReferences, type DeclaredResource, type DoorAnswer } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { furtherLookUps, keyValue, type FurtherLookUp } from './further.ts';
import { ListFoot } from './ListFoot.tsx';
import { ListTable } from './ListTable.tsx';
import { Receipt } from './Receipt.tsx';
import { ReportLink } from './ReportLink.tsx';
import { RefusalHelp } from './RefusalHelp.tsx';
import type { LookUpOutcome } from './use-look-up.ts';

interface LookUpResultProps {
  readonly outcome: LookUpOutcome;
  readonly resource: DeclaredResource;
  readonly onFurther: (step: FurtherLookUp, cursor?: string) => Promise<LookUpOutcome>;
}

/** What came of a look-up; the heading takes the focus, so that a screen reader says it. */
export function LookUpResult({ outcome, resource, onFurther }: LookUpResultProps) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<LookUpOutcome | undefined>(undefined);
  useEffect(() => {
    if (shown.current !== outcome) heading.current?.focus();
    shown.current = outcome;
  }, [outcome]);
  return (
    <section className="mq-gap" aria-label={t(deskTexts.result)}>
      <h2 className="mq-h2" tabIndex={-1} ref={heading}>
        {t(deskTexts.result)}
        {outcome.kind === 'answer' && ` · ${t(deskTexts.found, { n: outcome.answer.records.length })}`}
      </h2>
      {outcome.kind === 'problem' && <RefusalHelp problem={outcome.problem} />}
      {outcome.kind === 'verdict' && (
        <Verdict result={outcome.result} receipt={outcome.receipt} personal={resource.personal} />
      )}
      {outcome.kind === 'answer' && (
        <Records answer={outcome.answer} typed={outcome.typed} resource={resource} onFurther={onFurther} />
      )}
    </section>
  );
}

const verdictTones: Readonly<Record<'match' | 'no-match' | 'not-held', Tone>> = {
  match: 'good',
  'no-match': 'bad',
  'not-held': 'neutral',
};

interface VerdictProps {
  readonly result: 'match' | 'no-match' | 'not-held';
  readonly receipt: string;
  readonly personal: boolean;
}

function Verdict({ result, receipt, personal }: VerdictProps) {
  const t = useText();
  return (
    <Panel>
      <div className="mq-gap">
        <p className="desk-verdict" role="status">
          <StatusTag tone={verdictTones[result]}>{t(deskTexts[result])}</StatusTag>
        </p>
        <p>{t(deskTexts[`${result}Means`])}</p>
        <Receipt id={receipt} personal={personal} />
      </div>
    </Panel>
  );
}

interface RecordsProps {
  readonly answer: DoorAnswer;
  readonly typed?: Readonly<Record<string, string>>;
  readonly resource: DeclaredResource;
  /** Absent: these records are the end of the way; nothing further is offered from them. */
  readonly onFurther?: LookUpResultProps['onFurther'];
}

function Records({ answer, typed = {}, resource, onFurther }: RecordsProps) {
  const t = useText();
  if (answer.records.length === 0) {
    return (
      <Panel>
        <Empty title={t(deskTexts.nothingFound)} hint={t(deskTexts.nothingFoundHint)} />
        <Receipt id={answer.receipt} personal={resource.personal} />
      </Panel>
    );
  }
  return (
    <>
      <Receipt id={answer.receipt} personal={resource.personal} />
      {answer.records.map((record) => (
        <div key={record.id} className="mq-gap">
          <RecordView
            plan={resource.plans.form}
            record={withoutReferences(record, resource.plans)}
            withheld={answer.withheld}
          />
          <div className="desk-acts">
            <OpenRecord resource={resource.name} id={record.id} />
            <ReportLink resource={resource.name} id={record.id} />
          </div>
          {onFurther && <Further from={resource} record={record} typed={typed} onFurther={onFurther} />}
        </div>
      ))}
    </>
  );
}

/** A list: what it holds in lines, and its receipt. */
function Listed({ answer, resource }: Pick<RecordsProps, 'answer' | 'resource'>) {
  return (
    <>
      <Receipt id={answer.receipt} personal={resource.personal} />
      <ListTable
        resource={resource}
        records={answer.records}
        renderActs={(record) => <OpenRecord resource={resource.name} id={record.id} />}
      />
    </>
  );
}

/** From a record found to the registration desk, for those who work there. */
function OpenRecord({ resource, id }: { resource: string; id: string }) {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const { purpose } = usePurpose();
  if (!actor.roles.includes('registrar') || purpose?.kind !== 'registration') return null;
  return (
    <Button onClick={() => go(`/registration/records/${resource}/${id}`)}>{t(deskTexts.openRecord)}</Button>
  );
}

interface FurtherProps {
  readonly from: DeclaredResource;
  readonly record: RecordAnswer;
  readonly typed: Readonly<Record<string, string>>;
  readonly onFurther: LookUpResultProps['onFurther'];
}

/** Further look-ups, each by its own press; what they find leads no further. */
function Further({ from, record, typed, onFurther }: FurtherProps) {
  const t = useText();
  const { purpose } = usePurpose();
  const kind = purpose?.kind ?? '';
  const all = useAllResources(true).filter((resource) => resource.purposes.includes(kind));
  const [done, setDone] = useState<readonly { step: FurtherLookUp; outcome: LookUpOutcome }[]>([]);
  const [busy, setBusy] = useState<string | undefined>();
  const lists = kind === 'registration'; // a visit never needs a list of a person's things
  const steps = furtherLookUps(from, record, all, { lists, typed });
  const keep = (step: FurtherLookUp, outcome: LookUpOutcome) =>
    setDone((before) => [{ step, outcome }, ...before.filter((each) => each.step.name !== step.name)]);
  const take = async (step: FurtherLookUp) => {
    setBusy(step.name);
    keep(step, await onFurther(step));
    setBusy(undefined);
  };
  const more = async (step: FurtherLookUp, shown: DoorAnswer) => {
    const next = await onFurther(step, shown.nextCursor ?? undefined);
    keep(step, next.kind === 'answer' ? { ...next, answer: joined(shown, next.answer) } : next);
  };
  if (steps.length === 0) return null;
  return (
    <div className="desk-related mq-gap">
      <h3 className="mq-h2">{t(deskTexts.related)}</h3>
      <p className="mq-soft">
        {t(deskTexts.relatedHint)} {keyValue(from, record, typed) === null && t(deskTexts.relatedNeedsKey)}
      </p>
      <div className="desk-acts">
        {steps.map((step) => (
          <Button key={step.name} loading={busy === step.name} onClick={() => void take(step)}>
            {t(step.title)}
          </Button>
        ))}
      </div>
      {done.map(({ step, outcome }) => (
        <section key={step.name} className="mq-gap" aria-label={t(step.title)}>
          <h3 className="mq-h2">{t(step.title)}</h3>
          {outcome.kind === 'problem' && <RefusalHelp problem={outcome.problem} />}
          {outcome.kind === 'answer' && (
            <>
              {step.ask.how === 'list' && outcome.answer.records.length > 0 ? (
                <Listed answer={outcome.answer} resource={step.resource} />
              ) : (
                <Records answer={outcome.answer} resource={step.resource} />
              )}
              <ListFoot
                step={step}
                hasMore={!!outcome.answer.nextCursor}
                onMore={() => more(step, outcome.answer)}
              />
            </>
          )}
        </section>
      ))}
    </div>
  );
}

/** The pages of a list one after the other; the receipt is that of the latest. */
function joined(shown: DoorAnswer, next: DoorAnswer): DoorAnswer {
  return { ...next, records: [...shown.records, ...next.records] };
}
