import { Button, Input, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import {
  api,
  newIdempotencyKey,
  OrganisationSelect,
  ProblemView,
  useBranchTitles,
  useText,
} from '#web/kit/index.ts';
import { useIdentityAct } from './identity-data.ts';
import { Field } from './Parts.tsx';
import { identityTexts } from './texts.ts';

interface NewAccountProps {
  readonly kind: 'officer' | 'client';
  readonly onMade: (id: string) => void;
  readonly onCancel: () => void;
}

/** Makes an account: who it is and where they serve. Roles, certificate and PIN follow on its own page. */
export function NewAccount({ kind, onMade, onCancel }: NewAccountProps) {
  const t = useText();
  const branchTitles = useBranchTitles();
  const id = useId();
  const { run, problem, busy } = useIdentityAct();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const key = useRef(newIdempotencyKey()); // the same until what is asked for changes
  const set = (name: string) => (value: string) => {
    key.current = newIdempotencyKey();
    setValues((old) => ({ ...old, [name]: value.trim() }));
  };
  const officer = kind === 'officer';
  const needed = ['name', 'organisation', 'branch', ...(officer ? ['policeNumber', 'citizenNumber'] : [])];
  const make = async () => {
    const body = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const made = await run(
      () => api.post<{ id: string }>('/api/v1/accounts', { kind, ...body }, { idempotencyKey: key.current }),
      identityTexts.accountMade,
    );
    if (made) onMade(made.value.id);
  };
  const text = (name: string, label: string, note?: string) => (
    <Field id={`${id}-${name}`} label={label} {...(note ? { note } : {})}>
      <Input id={`${id}-${name}`} autoComplete="off" onChange={(event) => set(name)(event.target.value)} />
    </Field>
  );
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      {text('name', t(officer ? identityTexts.name : identityTexts.clientName))}
      {officer && text('policeNumber', t(identityTexts.policeNumber))}
      {officer && text('citizenNumber', t(identityTexts.citizenNumber), t(identityTexts.citizenNumberWhy))}
      <Field
        id={`${id}-organisation`}
        label={t(identityTexts.organisation)}
        note={t(identityTexts.organisationHint)}
      >
        <OrganisationSelect id={`${id}-organisation`} onChange={(code) => set('organisation')(code ?? '')} />
      </Field>
      <Field id={`${id}-branch`} label={t(identityTexts.branch)}>
        <Select
          id={`${id}-branch`}
          onChange={set('branch')}
          options={Object.entries(branchTitles).map(([value, title]) => ({ value, label: t(title) }))}
        />
      </Field>
      <div className="id-acts">
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={needed.some((name) => !values[name])}
        >
          {t(identityTexts.create)}
        </Button>
        <Button onClick={onCancel}>{t(identityTexts.cancel)}</Button>
      </div>
    </form>
  );
}
