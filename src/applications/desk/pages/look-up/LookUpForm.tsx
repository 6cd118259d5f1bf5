import { Radio, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { RecordForm, useText, type FormField, type FormPlan, type Values } from '#web/kit/index.ts';
import { fieldsIn, type DeclaredResource, type SearchKey } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';

interface LookUpFormProps {
  readonly resource: DeclaredResource;
  readonly mode: 'read' | 'verify';
  /** Which of the declared search keys, when reading. */
  readonly by: SearchKey | undefined;
  readonly onSubmit: (key: SearchKey, values: Values) => Promise<void>;
}

/** Identifying input: one of the declared ways to find a record, and nothing else. */
export function LookUpForm(props: LookUpFormProps) {
  const place = useRef<HTMLDivElement>(null);
  // At a desk one types at once, and Enter looks up. Only when the form appears: who moves through the choices above
  // with the arrow keys must not be pulled away from them.
  useEffect(() => place.current?.querySelector<HTMLElement>('form input')?.focus(), []);
  return (
    <div ref={place}>
      {props.mode === 'read' ? <ReadForm {...props} /> : <VerifyForm key={props.resource.name} {...props} />}
    </div>
  );
}

/** The choice among the declared ways to find a record; nothing when there is one. */
export function ChooseKey({
  keys,
  chosen,
  onChoose,
}: {
  keys: readonly SearchKey[];
  chosen: SearchKey | undefined;
  onChoose: (name: string) => void;
}) {
  const t = useText();
  if (keys.length < 2) return null;
  return (
    <fieldset className="desk-choices">
      <legend>{t(deskTexts.by)}</legend>
      <Radio.Group
        value={chosen?.name}
        aria-label={t(deskTexts.by)}
        onChange={(event) => onChoose(event.target.value as string)}
        options={keys.map((each) => ({ value: each.name, label: t(each.title) }))}
      />
    </fieldset>
  );
}

function ReadForm({ resource, by, onSubmit }: LookUpFormProps) {
  const form = `lookup.${resource.name}.${by?.name ?? ''}`;
  if (!by) return null;
  return (
    <RecordForm
      key={form}
      form={form}
      plan={planOf(resource, by.inputs)}
      submitLabel={deskTexts.lookUpAct}
      onSubmit={(values) => onSubmit(by, values)}
    />
  );
}

const startingClaims = 1; // beside the key: for a person, the name

/** The key, and what is to be verified of the record: one thing at first, more on request. */
function VerifyForm({ resource, onSubmit }: LookUpFormProps) {
  const t = useText();
  const id = useId();
  const key = keyOf(resource);
  const others = claimable(resource, key);
  const [chosen, setChosen] = useState(() => others.slice(0, startingClaims).map((field) => field.name));
  const form = `verify.${resource.name}`;
  if (!key) return null;
  const claims = others.filter((field) => chosen.includes(field.name));
  const left = others.filter((field) => !chosen.includes(field.name));
  return (
    <div className="mq-gap">
      <p className="mq-soft">{t(deskTexts.verifyLead)}</p>
      {left.length > 0 && (
        <div className="desk-field">
          <label htmlFor={id}>{t(deskTexts.addClaim)}</label>
          <Select
            id={id}
            style={{ minWidth: 240 }}
            value={null}
            onChange={(name: string) => setChosen([...chosen, name])}
            options={left.map((field) => ({ value: field.name, label: t(field.label) }))}
          />
        </div>
      )}
      <RecordForm
        key={form}
        form={form}
        plan={planOf(resource, [...key.inputs, ...claims])}
        submitLabel={deskTexts.verifyAct}
        onSubmit={(values) => onSubmit(key, values)}
      />
    </div>
  );
}

/** The search by the record's own key: verification names exactly one record. */
function keyOf(resource: DeclaredResource): SearchKey | undefined {
  const names = fieldsIn(resource.plans).flatMap((field) => (field.key ? [field.name] : []));
  return resource.plans.search.keys.find((key) => key.name === names.join('+'));
}

function claimable(resource: DeclaredResource, key: SearchKey | undefined): readonly FormField[] {
  const asked = new Set(key?.inputs.map((input) => input.name));
  return fieldsIn(resource.plans)
    .filter((field) => !asked.has(field.name) && field.control !== 'reference' && !field.sealed)
    .map(({ hint: _hint, ...field }) => ({ ...field, required: true }));
}

function planOf(resource: DeclaredResource, fields: readonly FormField[]): FormPlan {
  return { groups: [{ title: resource.title, fields }] };
}
