import { ContentFields } from './ContentFields.tsx';
import type { ChangeEditorProps } from './editor-types.ts';
import { plainGroups } from './field-plans.ts';
import { ListTextControl } from './ListTextControl.tsx';
import { NameField } from './NameField.tsx';

const controls = { packs: ListTextControl };

/** A declaration that is a few values: an object class, a publisher of packs. */
export function PlainEditor({ draft, onChange, found, strict }: ChangeEditorProps) {
  const group = plainGroups[draft.kind];
  return (
    <div className="mq-form">
      <NameField draft={draft} onChange={onChange} found={found} />
      {group && (
        <ContentFields
          id={`registry-${draft.key}`}
          title={group.title}
          fields={group.fields}
          content={draft.content}
          onChange={(content) => onChange({ ...draft, content })}
          found={found}
          strict={strict}
          controls={controls}
        />
      )}
    </div>
  );
}
