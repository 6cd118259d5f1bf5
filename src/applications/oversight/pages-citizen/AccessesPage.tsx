import { useId, useState } from 'react';
import {
  Button,
  Empty,
  Loading,
  Notice,
  Page,
  Problem,
  Timeline,
  formatInstantInWords,
  useLanguage,
  useText,
} from '#web/citizen/kit/index.ts';
import type { AccessWire } from '../schema.ts';
import { AccessItem } from './AccessItem.tsx';
import { AskDialog } from './AskDialog.tsx';
import { ProofSummary } from './ProofSummary.tsx';
import { openOf, toneOf, yearOf } from './reading.ts';
import { texts } from './texts.ts';
import { useAccesses } from './use-accesses.ts';
import type { Checked } from './use-accesses.ts';
import './accesses.css';

/** Who looked at my data: each access with its proof, checked in this browser. */
export function AccessesPage() {
  const t = useText();
  const { state, reload, loadOlder } = useAccesses();
  return (
    <Page title={texts.accesses} lead={texts.accessesLead}>
      {state.status === 'loading' && (
        <div aria-live="polite">
          <Loading />
          <p className="soft">{t(texts.checking)}</p>
        </div>
      )}
      {state.status === 'failed' && <Problem problem={state.problem} onRetry={reload} />}
      {state.status === 'ready' && (
        <>
          <ProofSummary checked={state} onReload={reload} />
          <Accesses checked={state} loadingMore={state.loadingMore} onOlder={loadOlder} onReload={reload} />
        </>
      )}
    </Page>
  );
}

interface AccessesProps {
  readonly checked: Checked;
  readonly loadingMore: boolean;
  readonly onOlder: () => void;
  readonly onReload: () => void;
}

function Accesses({ checked, loadingMore, onOlder, onReload }: AccessesProps) {
  const t = useText();
  const language = useLanguage();
  const { accesses, report, nextCursor, completeness } = checked;
  const [year, setYear] = useState('');
  const [unit, setUnit] = useState('');
  const [asking, setAsking] = useState<AccessWire>();
  const [sent, setSent] = useState(false);
  if (accesses.length === 0) {
    const asOf = t(texts.asOf, { time: formatInstantInWords(completeness.index.at, language) });
    return <Empty title={t(texts.noneProven)} hint={`${asOf} ${t(texts.emptyHint)}`} />;
  }
  const shown = accesses.filter(
    (access) =>
      (year === '' || yearOf(access) === year) && (unit === '' || openOf(access).organisation === unit),
  );
  return (
    <>
      <Filters
        accesses={accesses}
        year={year}
        unit={unit}
        onYear={setYear}
        onUnit={setUnit}
        onReload={onReload}
      />
      {nextCursor !== null && (year !== '' || unit !== '') && <p className="soft">{t(texts.olderHidden)}</p>}
      {sent && (
        <Notice tone="good" alert>
          {t(texts.sent)}
        </Notice>
      )}
      {shown.length === 0 && <Empty title={t(texts.noneMatch)} />}
      <Timeline
        label={t(texts.timeline)}
        items={shown.map((access) => ({
          key: String(access.seq),
          at: openOf(access).at,
          tone: toneOf(access, report),
          content: <AccessItem access={access} report={report} onAsk={() => setAsking(access)} />,
        }))}
      />
      {nextCursor !== null && (
        <Button busy={loadingMore} onClick={onOlder}>
          {t(texts.older)}
        </Button>
      )}
      {asking && (
        <AskDialog
          access={asking}
          onClose={() => setAsking(undefined)}
          onSent={() => {
            setAsking(undefined);
            setSent(true);
            onReload();
          }}
        />
      )}
    </>
  );
}

interface FiltersProps {
  readonly accesses: readonly AccessWire[];
  readonly year: string;
  readonly unit: string;
  readonly onYear: (year: string) => void;
  readonly onUnit: (unit: string) => void;
  readonly onReload: () => void;
}

/** Chosen in the browser: the server never learns what somebody looks for in their own list. */
function Filters({ accesses, year, unit, onYear, onUnit, onReload }: FiltersProps) {
  const t = useText();
  const years = [...new Set(accesses.map(yearOf))].map((value) => [value, value] as const);
  const units = new Map(
    accesses.map((access) => [openOf(access).organisation, t(access.titles.organisation)]),
  );
  return (
    <div className="access-tools">
      <div className="access-choices">
        <Choice
          label={t(texts.year)}
          all={t(texts.allYears)}
          value={year}
          onChange={onYear}
          options={years}
        />
        <Choice
          label={t(texts.unit)}
          all={t(texts.allUnits)}
          value={unit}
          onChange={onUnit}
          options={[...units]}
        />
      </div>
      <div className="row">
        <Button small onClick={onReload}>
          {t(texts.refresh)}
        </Button>
        <Button small onClick={() => globalThis.print()}>
          {t(texts.print)}
        </Button>
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What no choice means. */
  readonly all: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ label, all, value, onChange, options }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map(([code, title]) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
