import {
  BranchName,
  Empty,
  Fact,
  Panel,
  PlainTable,
  roleTitles,
  StatusTag,
  useText,
  Waiting,
  When,
} from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { CountedState, Freshness, ResourceUse, StateAnswer } from '../../schema.ts';
import { cycleWords } from '#standards/declarations/index.ts';
import { useResourceState } from '../data.ts';
import { standardsTexts as texts } from '../texts.ts';
import '../standards.css';
import { QualityPanel } from './QualityPanel.tsx';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** How fresh it is against its promise, how much there is, and how it is used: as it was last counted. */
export function StateView({ resource }: ResourceViewProps) {
  const t = useText();
  const query = useResourceState(resource.declaration.name);
  if (!query.data) return <Waiting query={query} />;
  const { counted, quality } = query.data;
  if (counted === null && quality === null)
    return <Empty title={t(texts.notCounted)} hint={t(texts.notCountedWhy)} />;
  return (
    <div className="mq-gap">
      {counted && <CountedPanels counted={counted} />}
      <QualityPanel answer={quality} />
    </div>
  );
}

function CountedPanels({ counted }: { counted: StateAnswer }) {
  const t = useText();
  return (
    <div className="mq-gap">
      <FreshnessPanel counted={counted} />
      <VolumePanel state={counted.state} />
      <UsePanel counted={counted} />
      <p className="mq-soft">
        {t(texts.countedAt)} <When at={counted.countedAt} age />
      </p>
    </div>
  );
}

function FreshnessPanel({ counted: { state, freshness } }: { counted: StateAnswer }) {
  const t = useText();
  return (
    <Panel title={texts.freshness}>
      <dl className="mq-facts">
        <Fact title={texts.lastChange}>{state.lastChange && <When at={state.lastChange} age />}</Fact>
        <Fact title={texts.promised}>{t(cycleWords[freshness.cycle])}</Fact>
        <Fact title={texts.promise}>
          <Promise of={freshness} />
        </Fact>
        {freshness.dueAt && (
          <Fact title={texts.dueBy}>
            <When at={freshness.dueAt} />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Promise({ of: { kept, cycle } }: { of: Freshness }) {
  const t = useText();
  if (kept !== null)
    return <StatusTag tone={kept ? 'good' : 'bad'}>{t(kept ? texts.kept : texts.notKept)}</StatusTag>;
  return (
    <>
      <StatusTag tone="neutral">{t(texts.notMeasured)}</StatusTag>
      <p className="mq-field-note">{t(cycle === 'realtime' ? texts.realtimeWhy : texts.noRecordsYet)}</p>
    </>
  );
}

function VolumePanel({ state }: { state: CountedState }) {
  const t = useText();
  const number = (value: number): string => value.toLocaleString('en');
  return (
    <Panel title={texts.volume}>
      <dl className="mq-facts">
        <Fact title={texts.records}>{number(state.records)}</Fact>
      </dl>
      {state.months.length === 0 ? (
        <p className="mq-soft">{t(texts.noGrowth)}</p>
      ) : (
        <PlainTable
          caption={t(texts.growth)}
          rows={state.months.toReversed()}
          rowKey={({ month }) => month}
          columns={[
            { title: texts.month, render: ({ month }) => month },
            { title: texts.created, render: ({ created }) => number(created) },
            { title: texts.changed, render: ({ changed }) => number(changed) },
            { title: texts.erased, render: ({ erased }) => number(erased) },
          ]}
        />
      )}
    </Panel>
  );
}

function UsePanel({ counted: { state, purposes, fewestActors } }: { counted: StateAnswer }) {
  const t = useText();
  return (
    <Panel title={texts.use}>
      <p className="std-lead">{t(texts.usageLead, { n: fewestActors })}</p>
      {state.use === null ? (
        <p className="mq-soft">{t(state.tooFew ? texts.tooFew : texts.noUse)}</p>
      ) : (
        <Use use={state.use} purposes={purposes} />
      )}
    </Panel>
  );
}

type By = keyof ResourceUse['by'];
const parts: readonly (readonly [By, Text])[] = [
  ['agency', texts.byAgency],
  ['branch', texts.byBranch],
  ['role', texts.byRole],
  ['purpose', texts.byPurpose],
];

function Use({ use, purposes }: { use: ResourceUse; purposes: StateAnswer['purposes'] }) {
  const t = useText();
  const name = (by: By, value: string) => {
    if (by === 'branch') return <BranchName branch={value} />;
    const title = by === 'role' ? roleTitles[value] : by === 'purpose' ? purposes[value] : undefined;
    return title ? t(title) : value || t(texts.none);
  };
  return (
    <>
      <dl className="mq-facts">
        <Fact title={texts.permittedUses}>{use.permitted.toLocaleString('en')}</Fact>
        <Fact title={texts.refusedUses}>
          {use.refused === null ? t(texts.fewOnly) : use.refused.toLocaleString('en')}
        </Fact>
      </dl>
      <div className="std-use">
        {parts.map(([by, title]) => (
          <div key={by}>
            <PlainTable
              caption={t(title)}
              rows={use.by[by].shown}
              rowKey={({ value }) => value}
              columns={[
                { title, render: ({ value }) => name(by, value) },
                { title: texts.times, render: ({ permitted }) => permitted.toLocaleString('en') },
              ]}
            />
            {use.by[by].anyHidden && <p className="mq-field-note">{t(texts.othersHidden)}</p>}
          </div>
        ))}
      </div>
    </>
  );
}
