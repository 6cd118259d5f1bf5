import { Input, Select } from 'antd';
import { Labelled, useText } from '#web/kit/index.ts';
import { CodeMapping } from './CodeMapping.tsx';
import { choicesFor, type Item, type Need, type StepDraft } from './plan-draft.ts';
import { planTexts as texts, ruleWords, stepWords } from './texts.ts';

interface StepRowProps {
  readonly item: Item;
  readonly need: Need;
  readonly draft: StepDraft;
  /** The field whose values come to this one by another row. */
  readonly source: string | undefined;
  readonly may: boolean;
  readonly onChange: (draft: StepDraft) => void;
}

const controlWidth = { width: '100%', maxWidth: 420 } as const;

/** One touched field: why, and what becomes of its values. */
export function StepRow({ item, need, draft, source, may, onChange }: StepRowProps) {
  const t = useText();
  const { field, reasons } = need;
  const title = t(need.title);
  const id = `plan-${item.resource}-${field}`;
  const separator = t({ zh: '；', en: '; ' });
  return (
    <fieldset className="registry-step" disabled={!may}>
      <legend>
        {title} <code className="mq-mono">{field}</code>
      </legend>
      <p className="mq-soft">{reasons.map((reason) => t(reason)).join(separator)}</p>
      {source === undefined ? (
        <Labelled id={id} label={texts.step}>
          <Select
            id={id}
            aria-label={t(texts.stepOf, { title })}
            style={controlWidth}
            disabled={!may}
            value={draft.step}
            placeholder={t(texts.undecided)}
            onChange={(step: StepDraft['step']) => onChange({ ...draft, step })}
            options={choicesFor(need).map((value) => ({ value, label: t(stepWords[value]) }))}
          />
        </Labelled>
      ) : (
        <p>{t(texts.comesFrom, { from: source })}</p>
      )}
      <Parts id={id} item={item} need={need} draft={draft} may={may} onChange={onChange} title={title} />
    </fieldset>
  );
}

/** What the chosen step asks for beside. */
function Parts(props: Omit<StepRowProps, 'source'> & { readonly id: string; readonly title: string }) {
  const { id, item, need, draft, may, onChange, title } = props;
  const t = useText();
  const { step } = draft;
  const set = (patch: Partial<StepDraft>) => onChange({ ...draft, ...patch });
  const rules =
    step === 'rename-to'
      ? (need.targets.find(({ field }) => field === draft.target)?.rules ?? [])
      : need.rules;
  return (
    <>
      {step === 'rename-to' && (
        <Labelled id={`${id}-target`} label={texts.target}>
          <Select
            id={`${id}-target`}
            aria-label={t(texts.targetOf, { title })}
            style={controlWidth}
            disabled={!may}
            value={draft.target || null}
            onChange={(target: string) =>
              set({ target, rule: need.targets.find(({ field }) => field === target)?.rules[0] ?? 'as-is' })
            }
            options={item.targets
              .filter(({ field }) => need.targets.some((one) => one.field === field))
              .map((one) => ({ value: one.field, label: t(one.title) }))}
          />
        </Labelled>
      )}
      {(step === 'convert' || (step === 'rename-to' && rules.length > 0)) && (
        <Labelled id={`${id}-rule`} label={texts.rule}>
          <Select
            id={`${id}-rule`}
            aria-label={t(texts.ruleOf, { title })}
            style={controlWidth}
            disabled={!may}
            value={draft.rule}
            onChange={(rule: string) => set({ rule })}
            options={rules.map((value) => ({ value, label: t(ruleWords[value]) }))}
          />
        </Labelled>
      )}
      {step === 'map-codes' && (
        <CodeMapping
          item={item}
          need={need}
          codes={draft.codes}
          may={may}
          onChange={(codes) => set({ codes })}
        />
      )}
      {step === 'drop' && <Ground id={id} title={title} draft={draft} set={set} />}
      {step !== null && need.required && (
        <Labelled id={`${id}-default`} label={texts.fallback}>
          <Input
            id={`${id}-default`}
            aria-label={t(texts.fallbackOf, { title })}
            style={controlWidth}
            value={draft.fallback}
            maxLength={200}
            onChange={({ target }) => set({ fallback: target.value.trim() })}
          />
        </Labelled>
      )}
    </>
  );
}

interface GroundProps {
  readonly id: string;
  readonly title: string;
  readonly draft: StepDraft;
  readonly set: (patch: Partial<StepDraft>) => void;
}

function Ground({ id, title, draft, set }: GroundProps) {
  const t = useText();
  return (
    <>
      <Labelled id={`${id}-basis`} label={texts.basis} note={texts.basisHint}>
        <Input
          id={`${id}-basis`}
          aria-label={t(texts.basisOf, { title })}
          style={controlWidth}
          value={draft.basis}
          maxLength={100}
          onChange={({ target }) => set({ basis: target.value.trim() })}
        />
      </Labelled>
      <Labelled id={`${id}-ground`} label={texts.ground}>
        <Input
          id={`${id}-ground`}
          aria-label={t(texts.groundOf, { title })}
          value={draft.ground}
          maxLength={500}
          onChange={({ target }) => set({ ground: target.value })}
        />
      </Labelled>
    </>
  );
}
