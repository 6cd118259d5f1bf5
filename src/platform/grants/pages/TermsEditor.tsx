import { Checkbox, DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, type ReactNode } from 'react';
import { useSession, useText } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { FormWire, TermsWire } from '../schema.ts';
import { choicesOf, endOfDay, lastDay } from './grants-data.ts';
import { RowConditions } from './RowConditions.tsx';
import { actionTitles, texts } from './texts.ts';
import './grants.css';

interface TermsEditorProps {
  readonly form: FormWire;
  readonly terms: TermsWire;
  /** When what was asked is narrowed: nothing beyond it can be chosen. */
  readonly within?: TermsWire;
  readonly onChange: (terms: TermsWire) => void;
}

/** Exactly so much: fields, acts, purposes, who, how many, until when. */
export function TermsEditor({ form, terms, within, onChange }: TermsEditorProps) {
  const id = useId();
  const choices = choicesOf(form, within ?? null);
  const change = (patch: Partial<TermsWire>) => onChange({ ...terms, ...patch });
  return (
    <div className="mq-gap">
      <Fields choices={choices} terms={terms} within={within} change={change} />
      <RowConditions form={form} rows={terms.rows} onChange={(rows) => change({ rows })} />
      <Uses choices={choices} terms={terms} within={within} change={change} />
      <div className="grants-row">
        <Labelled id={`${id}-role`} label={texts.role}>
          <Role id={`${id}-role`} choices={choices} terms={terms} change={change} />
        </Labelled>
        <Labelled id={`${id}-most`} label={texts.perDay}>
          <InputNumber
            id={`${id}-most`}
            min={1}
            max={choices.mostRecordsPerDay}
            precision={0}
            value={terms.recordsPerDay}
            onChange={(recordsPerDay) => change({ recordsPerDay: recordsPerDay ?? 1 })}
          />
        </Labelled>
        <Labelled id={`${id}-until`} label={texts.until}>
          <DatePicker
            id={`${id}-until`}
            allowClear={false}
            value={dayjs(lastDay(terms.until))}
            {...(within ? { maxDate: dayjs(lastDay(within.until)) } : {})}
            onChange={(day) => day && change({ until: endOfDay(day.format('YYYY-MM-DD')) })}
          />
        </Labelled>
      </div>
      {!within && <OwnUnit terms={terms} change={change} />}
    </div>
  );
}

interface PartProps {
  readonly choices: FormWire;
  readonly terms: TermsWire;
  readonly within?: TermsWire | undefined;
  readonly change: (patch: Partial<TermsWire>) => void;
}

function Fields({ choices, terms, within, change }: PartProps) {
  const t = useText();
  const options = choices.fields.map(({ name, title, masked, sealed }) => {
    const note = sealed ? texts.sealed : masked ? texts.masked : null;
    return {
      value: name,
      disabled: sealed,
      label: note ? t(texts.noted, { what: t(title), note: t(note) }) : t(title),
    };
  });
  const maskable = choices.fields.filter(
    ({ name, masked }) =>
      masked && terms.fields.includes(name) && (!within || within.unmasked.includes(name)),
  );
  return (
    <>
      <Boxes
        label={texts.fields}
        options={options}
        value={terms.fields}
        onChange={(fields) =>
          change({ fields, unmasked: terms.unmasked.filter((one) => fields.includes(one)) })
        }
      />
      {maskable.length > 0 && (
        <Boxes
          label={texts.unmasked}
          hint={texts.unmaskedHint}
          options={maskable.map(({ name, title }) => ({ value: name, label: t(title) }))}
          value={terms.unmasked}
          onChange={(unmasked) => change({ unmasked })}
        />
      )}
    </>
  );
}

function Uses({ choices, terms, within, change }: PartProps) {
  const t = useText();
  const actions = (Object.keys(actionTitles) as TermsWire['actions']).filter(
    (one) => !within || within.actions.includes(one),
  );
  return (
    <>
      <Boxes
        label={texts.actions}
        options={actions.map((value) => ({ value, label: t(actionTitles[value]) }))}
        value={terms.actions}
        onChange={(chosen) => change({ actions: actions.filter((one) => chosen.includes(one)) })}
      />
      <Boxes
        label={texts.purposes}
        options={choices.purposeKinds.map(({ name, title }) => ({ value: name, label: t(title) }))}
        value={terms.purposeKinds}
        onChange={(purposeKinds) => change({ purposeKinds })}
      />
    </>
  );
}

interface BoxesProps {
  readonly label: Text;
  readonly hint?: Text;
  readonly options: { value: string; label: string; disabled?: boolean }[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Several of many, under one legend. */
export function Boxes({ label, hint, options, value, onChange }: BoxesProps) {
  const t = useText();
  return (
    <fieldset className="grants-boxes">
      <legend>{t(label)}</legend>
      {hint && <p className="mq-soft">{t(hint)}</p>}
      <Checkbox.Group options={options} value={[...value]} onChange={onChange} />
    </fieldset>
  );
}

function Role({ id, choices, terms, change }: PartProps & { id: string }) {
  const t = useText();
  return (
    <Select
      id={id}
      value={terms.role}
      options={choices.roles.map(({ name, title }) => ({ value: name, label: t(title) }))}
      onChange={(role) => change({ role })}
    />
  );
}

function OwnUnit({ terms, change }: Pick<PartProps, 'terms' | 'change'>) {
  const t = useText();
  const { actor } = useSession();
  return (
    <Checkbox
      checked={terms.organisation !== null}
      onChange={(event) => change({ organisation: event.target.checked ? actor.organisation : null })}
    >
      {t(texts.noted, { what: t(texts.unitOnly), note: t(actor.organisationName) })}
    </Checkbox>
  );
}

/** A control under its label. */
export function Labelled({ id, label, children }: { id: string; label: Text; children: ReactNode }) {
  const t = useText();
  return (
    <div className="grants-field">
      <label htmlFor={id}>{t(label)}</label>
      {children}
    </div>
  );
}
