import { Button, Select } from 'antd';
import { Notice, OrderedList, useText, type Text } from '#web/kit/index.ts';
import type { FindingWire } from '../data.ts';
import { editorTexts as texts } from '../texts.ts';

interface FieldSetsProps {
  readonly title: Text;
  readonly lead?: Text;
  readonly add: Text;
  /** Where the sets stand in the content: `search`. */
  readonly path: string;
  readonly sets: readonly (readonly string[])[];
  readonly fields: readonly { readonly value: string; readonly label: string }[];
  readonly found: readonly FindingWire[];
  readonly onChange: (sets: readonly (readonly string[])[]) => void;
}

/** Sets of fields that are given together: the only ways to find records, and to list them. */
export function FieldSets({ title, lead, add, path, sets, fields, found, onChange }: FieldSetsProps) {
  const t = useText();
  const wrong = found.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  const items = sets.map((names, place) => ({ names, place }));
  return (
    <fieldset>
      <legend>{t(title)}</legend>
      {lead && <p className="mq-lead">{t(lead)}</p>}
      {wrong.map((one) => (
        <Notice key={one.path + one.en} tone={one.severity === 'error' ? 'bad' : 'warn'} title={t(one)} />
      ))}
      <OrderedList<(typeof items)[number]>
        label={t(title)}
        items={items}
        keyOf={({ place }) => String(place)}
        nameOf={({ place }) => t(texts.setOf, { n: place + 1 })}
        onChange={(next) => onChange(next.map(({ names }) => names))}
        render={({ names }, place) => (
          <Select
            mode="multiple"
            className="registry-set"
            aria-label={`${t(title)} ${t(texts.setOf, { n: place + 1 })}`}
            placeholder={t(texts.chooseFields)}
            value={[...names]}
            options={[...fields]}
            showSearch={{
              filterOption: (typed, option) =>
                option?.label.toLowerCase().includes(typed.toLowerCase()) ?? false,
            }}
            onChange={(next: string[]) => onChange(sets.with(place, next))}
          />
        )}
      />
      <Button onClick={() => onChange([...sets, []])}>{t(add)}</Button>
    </fieldset>
  );
}
