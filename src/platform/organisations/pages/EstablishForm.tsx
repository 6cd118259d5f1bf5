import { Input } from 'antd';
import { useId, useState } from 'react';
import { api, CodeSelect, OrganisationSelect, type Text, Labelled } from '#web/kit/index.ts';
import { GroundForm } from './ActForms.tsx';
import { path } from './data.ts';

import { texts } from './texts.ts';

const lists = {
  kind: 'police-organisation-kind',
  level: 'police-organisation-level',
  branch: 'agency-branch',
} as const;
const needed = ['code', 'nameZh', 'nameEn', 'kind', 'level', 'branch'];

/** A new code for a new organisation. */
export function EstablishForm({
  onDone,
  onCancel,
}: {
  onDone: (code: string) => void;
  onCancel: () => void;
}) {
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string | null>>>({
    parent: null,
    shortName: '',
  });
  const set = (name: string, value: string | null) => setValues((old) => ({ ...old, [name]: value }));
  const text = (name: string, label: Text) => (
    <Labelled id={`${id}-${name}`} label={label}>
      <Input
        id={`${id}-${name}`}
        autoComplete="off"
        onChange={(event) => set(name, event.target.value.trim())}
      />
    </Labelled>
  );
  return (
    <GroundForm
      ready={needed.every((name) => values[name])}
      send={(ground) => api.post(path, { ...values, ...ground })}
      onDone={() => onDone(values['code'] ?? '')}
      onCancel={onCancel}
    >
      {text('code', texts.code)}
      {text('nameZh', texts.nameZh)}
      {text('nameEn', texts.nameEn)}
      {text('shortName', texts.shortName)}
      <Labelled id={`${id}-parent`} label={texts.parent} note={texts.noParent}>
        <OrganisationSelect id={`${id}-parent`} onChange={(code) => set('parent', code ?? null)} />
      </Labelled>
      {(['kind', 'level', 'branch'] as const).map((name) => (
        <Labelled key={name} id={`${id}-${name}`} label={texts[name]}>
          <CodeSelect
            id={`${id}-${name}`}
            list={lists[name]}
            value={values[name] ?? undefined}
            onChange={(code) => set(name, code ?? null)}
          />
        </Labelled>
      ))}
    </GroundForm>
  );
}
