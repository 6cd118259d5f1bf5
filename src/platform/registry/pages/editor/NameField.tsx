import { FieldSet, type Findings } from '#web/kit/index.ts';
import type { ChangeEditorProps } from './editor-types.ts';
import { nameOf } from './draft.ts';
import { nameField } from './field-plans.ts';
import { asFieldFinding } from './use-preview.ts';

/** The name by which declarations refer to it; once declared it stays. What is found about the change as a whole stands here. */
export function NameField({
  draft,
  onChange,
  found,
}: Pick<ChangeEditorProps, 'draft' | 'onChange' | 'found'>) {
  const whole = found.find(({ path }) => path === '');
  const name = nameOf(draft);
  const findings: Findings = whole
    ? { name: asFieldFinding(whole) }
    : draft.name === '' && name !== ''
      ? { name: { severity: 'ok', message: { zh: `将使用 ${name}`, en: `It will be ${name}` } } }
      : {};
  return (
    <FieldSet
      id={`registry-${draft.key}`}
      fields={[nameField]}
      values={{ name: draft.name }}
      findings={findings}
      onChange={(_name, value) => onChange({ ...draft, name: typeof value === 'string' ? value.trim() : '' })}
      isFixed={() => draft.action !== 'add'}
    />
  );
}
