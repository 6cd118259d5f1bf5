import { Button } from 'antd';
import { useState } from 'react';
import { PageLink, useText } from '#web/kit/index.ts';
import { useElementEntry, type ElementChoice, type Named } from '../data.ts';
import { editorTexts as texts } from '../texts.ts';
import { DeclaredSelect, type Describe } from './DeclaredSelect.tsx';
import { NewElement } from './NewElement.tsx';

interface ElementPickerProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly own: readonly Named[];
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly onChange: (name: string | undefined) => void;
  /** Puts a new element into this proposal. */
  readonly onNew: (element: Named) => void;
}

const describe: Describe<ElementChoice> = (element, t) =>
  `${element.identifier} ${element.notations.ga542.text} · ${t(texts.usedBy, { n: element.uses })}`;

/** An element for a field: what is there first, with its meaning and where it is used; a new one only when none fits. */
export function ElementPicker({ id, value, own, invalid, describedBy, onChange, onNew }: ElementPickerProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [making, setMaking] = useState(false);
  return (
    <>
      <DeclaredSelect<ElementChoice>
        id={id}
        kind="elements"
        value={value}
        own={own}
        invalid={invalid}
        describedBy={describedBy}
        placeholder={t(texts.findElementHint)}
        notFound={t(texts.noElementFound)}
        onTyped={(next) => next !== '' && setTyped(next)}
        onChange={(name) => onChange(name)}
        describe={describe}
      />
      {value === undefined || value === '' ? (
        <Button type="link" size="small" onClick={() => setMaking(true)}>
          {t(texts.newElement)}
        </Button>
      ) : (
        <About name={value} own={own} />
      )}
      {making && (
        <NewElement
          typed={typed}
          onClose={() => setMaking(false)}
          onMake={(element) => {
            setMaking(false);
            onNew(element);
            onChange(element.name);
          }}
        />
      )}
    </>
  );
}

function About({ name, own }: { name: string; own: readonly Named[] }) {
  const t = useText();
  const isOwn = own.some((one) => one.name === name);
  const { data } = useElementEntry(name, !isOwn);
  if (isOwn) return <p className="registry-element">{t(texts.inThisProposal)}</p>;
  if (!data) return null;
  const { element, usedBy } = data;
  const places = usedBy.slice(0, 3).map((use) => `${t(use.resourceTitle)} · ${t(use.fieldTitle)}`);
  return (
    <p className="registry-element">
      <PageLink to={`/standards/elements/${name}`}>
        <span className="mq-mono">{element.identifier}</span>
      </PageLink>{' '}
      <span className="mq-mono">{element.notations.ga542.text}</span> {t(element.definition)}{' '}
      {t(texts.usedBy, { n: usedBy.length })}
      {places.length > 0 && ` (${places.join(t({ zh: '，', en: ', ' }))}${usedBy.length > 3 ? '…' : ''})`}
    </p>
  );
}
