import {
  Button,
  Checks,
  More,
  Notice,
  formatInstantInWords,
  saveFile,
  useLanguage,
  useText,
} from '#web/citizen/kit/index.ts';
import type { Text, TextParams, Tone } from '#web/citizen/kit/index.ts';
import { toBase64 } from '#standards/ledger/index.ts';
import type { Report } from './proof/check-accesses.ts';
import { acceptKeys } from './proof/remembered.ts';
import { texts } from './texts.ts';
import type { Checked } from './use-accesses.ts';

interface SummaryProps {
  readonly checked: Checked;
  readonly onReload: () => void;
}

/** What came of checking the whole: one sentence, then each step for those who want it. */
export function ProofSummary({ checked, onReload }: SummaryProps) {
  const t = useText();
  const language = useLanguage();
  const { report, accesses } = checked;
  const broken = isBroken(report);
  const time = formatInstantInWords(report.list.at, language);
  const young = youngOf(report);
  if (report.ok && accesses.length === 0) return <WhatChecked checked={checked} onReload={onReload} />;
  return (
    <Notice tone={broken ? 'bad' : report.ok ? 'good' : 'warn'} title={t(...headline(report))} alert={broken}>
      {broken && <p>{t(texts.brokenHint)}</p>}
      {!broken && !report.ok && <p>{t(texts.uncheckedHint)}</p>}
      {report.ok && <p>{t(young > 0 ? texts.youngHint : texts.asOf, { time, young })}</p>}
      {broken && (
        <p>
          <Button small onClick={() => saveEvidence(checked)}>
            {t(texts.save)}
          </Button>
        </p>
      )}
      <WhatChecked checked={checked} onReload={onReload} />
    </Notice>
  );
}

function isBroken({ items, list, growth, person }: Report): boolean {
  const states = [...items.values(), list, growth].map(({ state }) => state);
  return person === 'changed' || states.includes('broken');
}

function headline(report: Report): [Text, TextParams?] {
  if (isBroken(report)) return [texts.someBroken];
  if (!report.ok) return [texts.unchecked];
  const { state, shown, total } = report.list;
  if (youngOf(report) > 0 && state === 'complete') return [texts.newestYoung, { count: provenOf(report) }];
  if (state === 'partial') return [texts.partlyLoaded, { count: shown, total }];
  return shown === 1 ? [texts.allProvenOne] : [texts.allProven, { count: shown }];
}

const provenOf = ({ items }: Report): number =>
  [...items.values()].filter(({ state }) => state === 'proven').length;

/** Proven entries that are newer than the proof of completeness. */
const youngOf = (report: Report): number => provenOf(report) - report.list.shown;

/** Everything that was received, as a file: others can check it with the verifier's code. */
function saveEvidence({ accesses, completeness, trusted, known }: Checked): void {
  const content = JSON.stringify({ keys: trusted, known, completeness, accesses }, null, 1);
  saveFile(new File([content], 'minqiao-evidence.json', { type: 'application/json' }));
}

function WhatChecked({ checked, onReload }: SummaryProps) {
  const t = useText();
  const { report, trusted } = checked;
  const steps = [
    keyStep(checked),
    signedStep(report),
    includedStep(report),
    completeStep(report),
    grownStep(report),
  ];
  if (report.person === 'changed')
    steps.push({ tone: 'bad', title: texts.stepPerson, text: [texts.personChanged] });
  return (
    <More summary={t(texts.whatChecked)}>
      <Checks
        items={steps.map(({ tone, title, text }) => ({
          key: title.en,
          tone,
          content: (
            <>
              <strong>{t(title)}</strong>
              <p>{t(...text)}</p>
            </>
          ),
        }))}
      />
      {trusted.state === 'changed' && (
        <Button
          small
          onClick={() => {
            acceptKeys(trusted.offered);
            onReload();
          }}
        >
          {t(texts.acceptKey)}
        </Button>
      )}
    </More>
  );
}

interface Step {
  readonly tone: Tone;
  readonly title: Text;
  readonly text: [Text, TextParams?];
}

function keyStep({ trusted }: Checked): Step {
  const title = texts.stepKey;
  const key = (trusted.state === 'changed' ? trusted.offered : trusted.keys).join(' ');
  if (trusted.state === 'same') return { tone: 'good', title, text: [texts.keySame, { key }] };
  if (trusted.state === 'first') return { tone: 'info', title, text: [texts.keyFirst, { key }] };
  return { tone: 'bad', title, text: [texts.keyChanged, { key, old: trusted.keys.join(' ') }] };
}

function signedStep({ checkpoint, growth }: Report): Step {
  const title = texts.stepSigned;
  if (!checkpoint) {
    const unchecked = growth.state === 'unchecked';
    return {
      tone: unchecked ? 'neutral' : 'bad',
      title,
      text: [unchecked ? texts.unchecked : texts.notProven],
    };
  }
  const root = toBase64(checkpoint.root);
  return { tone: 'good', title, text: [texts.signedGood, { size: checkpoint.size, root }] };
}

function includedStep({ items }: Report): Step {
  const title = texts.stepIncluded;
  const count = (state: string): number => [...items.values()].filter((item) => item.state === state).length;
  if (count('broken') > 0)
    return { tone: 'bad', title, text: [texts.includedBad, { count: count('broken') }] };
  if (count('unchecked') > 0) return { tone: 'neutral', title, text: [texts.unchecked] };
  return { tone: 'good', title, text: [texts.includedGood, { count: count('proven') }] };
}

function completeStep({ list }: Report): Step {
  const title = texts.stepComplete;
  const params = { total: list.total, count: list.shown };
  if (list.state === 'broken') return { tone: 'bad', title, text: [texts.completeBad] };
  if (list.state === 'unchecked') return { tone: 'neutral', title, text: [texts.unchecked] };
  return {
    tone: 'good',
    title,
    text: [list.state === 'complete' ? texts.completeGood : texts.completePartial, params],
  };
}

function grownStep({ growth }: Report): Step {
  const title = texts.stepGrown;
  const { from, to } = growth;
  if (growth.state === 'broken') return { tone: 'bad', title, text: [texts.grownBad] };
  if (growth.state === 'unchecked') return { tone: 'neutral', title, text: [texts.unchecked] };
  return growth.state === 'first'
    ? { tone: 'info', title, text: [texts.grownFirst] }
    : { tone: 'good', title, text: [texts.grownGood, { from, to }] };
}
