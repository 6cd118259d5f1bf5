import { ContentFields } from './ContentFields.tsx';
import { CodeValues } from './CodeListEditor.tsx';
import type { ChangeEditorProps } from './editor-types.ts';
import { extensionGroup } from './field-plans.ts';
import { NameField } from './NameField.tsx';
import { Fields } from './ResourceEditor.tsx';

/** What this node adds beside a taken declaration: codes of a list, optional fields of a resource. */
export function ExtensionEditor(props: ChangeEditorProps) {
  const { draft, onChange, found, strict } = props;
  const change = (content: ChangeEditorProps['draft']['content']) => onChange({ ...draft, content });
  return (
    <div className="mq-form">
      <NameField draft={draft} onChange={onChange} found={found} />
      <ContentFields
        id={`registry-${draft.key}`}
        title={extensionGroup.title}
        fields={extensionGroup.fields}
        content={draft.content}
        onChange={change}
        found={found}
        strict={strict}
      />
      {draft.kind === 'resource-extension' ? (
        <Fields {...props} change={change} />
      ) : (
        <CodeValues draft={draft} found={found} change={change} />
      )}
    </div>
  );
}
