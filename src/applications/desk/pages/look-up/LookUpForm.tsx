import { Radio, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { RecordForm, useText, type FormField, type FormPlan, type Values } from '#web/kit/index.ts';
import { fieldsIn, type DeclaredResource, type SearchKey } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';

interface LookUpFormProps {
  readonly resource: DeclaredResource;
  readonly mode: 'read' | 'verify';
  readonly onSubmit: (key: SearchKey, values: Values) => Promise<void>;
}

/** Identifying input: one of the declared ways to find a record, and nothing else. */
export function LookUpForm(props: LookUpFormProps) {
  return props.mode === 'read' ? <ReadForm {...props} /> : <VerifyForm {...props} />;
}

function ReadForm({ resource, onSubmit }: LookUpFormProps) {
  const t = useText();
  const { keys } = resource.plans.search;
  const [name, setName] = useState(keys[0]?.name);
  const key = keys.find((each) => each.name === name) ?? keys[0];
  const form = `lookup.${resource.name}.${key?.name ?? ''}`;
  useFocusOn(form, key?.inputs[0]);
  if (!key) return null;
  return (
    <div className="mq-gap">
      {keys.length > 1 && (
        <fieldset className="desk-choices">
          <legend>{t(deskTexts.by)}</legend>
          <Radio.Group
            value={key.name}
            aria-label={t(deskTexts.by)}
            onChange={(event) => setName(event.target.value as string)}
            options={keys.map((each) => ({ value: each.name, label: t(each.title) }))}
          />
        </fieldset>
      )}
      <RecordForm
        key={form}
        form={form}
        plan={planOf(resource, key.inputs)}
        submitLabel={deskTexts.lookUp}
        onSubmit={(values) => onSubmit(key, values)}
      />
    </div>
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
  useFocusOn(form, key?.inputs[0]);
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

/** The first input has the focus: at a desk one types, and Enter looks up. */
function useFocusOn(form: string, input: FormField | undefined): void {
  const name = input?.name;
  useEffect(() => {
    if (name) document.getElementById(`${form}-${name}`.replaceAll('.', '-'))?.focus();
  }, [form, name]);
}
