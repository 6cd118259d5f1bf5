import { useMemo } from 'react';
import { useText } from '#web/kit/index.ts';
import { editorTexts as texts } from '../texts.ts';
import { ContentFields } from './ContentFields.tsx';
import { declaredControl } from './DeclaredSelect.tsx';
import type { ChangeEditorProps } from './editor-types.ts';
import { plainGroups } from './field-plans.ts';
import { ListTextControl } from './ListTextControl.tsx';
import { NameField } from './NameField.tsx';

/** A declaration that is some values: an element (GA/T 542; the registry gives its identifier), an object class, a publisher. */
export function PlainEditor({ draft, onChange, found, strict, own, identifier }: ChangeEditorProps) {
  const t = useText();
  const lists = own['code-lists'];
  const classes = own['object-classes'];
  const controls = useMemo(
    () => ({
      synonyms: ListTextControl,
      packs: ListTextControl,
      'relations.derivedFrom': ListTextControl,
      'relations.composedOf': ListTextControl,
      'relations.replaces': ListTextControl,
      'relations.usedWith': ListTextControl,
      object: declaredControl('object-classes', classes, 'title'),
      partOf: declaredControl('object-classes', classes),
      'domain.codes': declaredControl('code-lists', lists),
      'domain.number-rule': declaredControl('number-rules', []),
    }),
    [lists, classes],
  );
  const given = draft.action !== 'add';
  return (
    <div className="mq-form">
      {identifier !== undefined && (
        <p className="mq-lead">
          {t(given ? texts.identifierGiven : texts.identifierForeseen, { identifier })}
        </p>
      )}
      <NameField draft={draft} onChange={onChange} found={found} />
      {plainGroups[draft.kind]?.map((group) => (
        <ContentFields
          key={group.title.zh}
          id={`registry-${draft.key}`}
          title={group.title}
          fields={group.fields}
          content={draft.content}
          onChange={(content) => onChange({ ...draft, content })}
          found={found}
          strict={strict}
          controls={controls}
        />
      ))}
    </div>
  );
}
