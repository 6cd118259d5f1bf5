import { Checkbox, Radio } from 'antd';
import { FieldFrame, noteId, useText, type FormField } from '#web/kit/index.ts';
import type { Content, FindingWire } from '../data.ts';
import { editorTexts as texts } from '../texts.ts';
import { ContentFields } from './ContentFields.tsx';
import { DeclaredSelect } from './DeclaredSelect.tsx';
import { fieldNameOf, type NamedPart } from './draft.ts';
import type { ChangeEditorProps } from './editor-types.ts';
import { ElementPicker } from './ElementPicker.tsx';
import { fieldMain } from './field-plans.ts';
import { ListTextControl } from './ListTextControl.tsx';
import { asFieldFinding } from './use-preview.ts';

interface FieldEditorProps extends Pick<ChangeEditorProps, 'found' | 'strict' | 'own' | 'onNewElement'> {
  readonly field: NamedPart;
  readonly more: readonly FormField[];
  readonly isNew: boolean;
  readonly onChange: (field: NamedPart) => void;
}

const moreControls = { 'when.equals': ListTextControl };

/** One field: the element or the other resource that it is made of, what it demands, and the rest when needed. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, more, isNew, onChange, found, strict } = props;
  const t = useText();
  const id = `registry-field-${field.rowId}`;
  const shared = {
    id,
    content: field,
    found,
    prefix: `fields.${field.name}.`,
    strict,
    onChange: (content: Content) => onChange(content as NamedPart),
  };
  return (
    <div role="group" aria-label={`${t(texts.fields)} ${field.name}`}>
      <div className="mq-form-grid">
        <MadeOf {...props} id={id} />
      </div>
      <ContentFields {...shared} fields={fieldMain} isFixed={() => !isNew} />
      <Flags field={field} onChange={onChange} />
      <details className="registry-more">
        <summary>{t(texts.more)}</summary>
        <ContentFields {...shared} fields={more} controls={moreControls} />
      </details>
    </div>
  );
}

function MadeOf({ id, field, found, own, onChange, onNewElement }: FieldEditorProps & { id: string }) {
  const t = useText();
  const refers = field['refers'] !== undefined;
  const one = findingAbout(found, field.name);
  const control = `${id}-made`;
  const pick = (key: 'element' | 'refers') => (name: string | undefined) =>
    onChange({ ...withPart(field, key, name ?? ''), name: nameAfter(field, key, name) });
  const shared = {
    id: control,
    invalid: one?.severity === 'error',
    describedBy: noteId(control),
  };
  return (
    <div className="mq-field-wide">
      <Radio.Group
        className="registry-made"
        aria-label={t(texts.madeOf)}
        value={refers ? 'refers' : 'element'}
        onChange={(event) => {
          const name = nameAfter(field, refers ? 'refers' : 'element', undefined);
          onChange({ ...withPart(field, event.target.value as 'element' | 'refers', ''), name });
        }}
        options={[
          { value: 'element', label: t(texts.ofElement) },
          { value: 'refers', label: t(texts.ofReference) },
        ]}
      />
      <FieldFrame
        id={control}
        field={{
          name: 'made',
          label: refers ? texts.ofReference : texts.findElement,
          control: 'text',
          required: true,
        }}
        finding={one && asFieldFinding(one)}
        source={undefined}
      >
        {refers ? (
          <DeclaredSelect
            {...shared}
            kind="resources"
            value={textOf(field['refers'])}
            onChange={pick('refers')}
          />
        ) : (
          <ElementPicker
            {...shared}
            value={textOf(field['element'])}
            own={own.elements}
            onChange={pick('element')}
            onNew={onNewElement}
          />
        )}
      </FieldFrame>
    </div>
  );
}

/** What is said about the field as a whole, its element or its reference: a second owner, an unknown name. */
function findingAbout(found: readonly FindingWire[], name: string): FindingWire | undefined {
  const paths = ['', '.element', '.refers'].map((part) => `fields.${name}${part}`);
  return found.find(({ path }) => paths.includes(path));
}

function withPart(field: NamedPart, key: 'element' | 'refers', value: string): NamedPart {
  const {
    element: _element,
    refers: _refers,
    ...rest
  } = field as NamedPart & Record<'element' | 'refers', unknown>;
  return { ...rest, [key]: value };
}

/** A field whose name nobody typed is called as what it is made of. */
function nameAfter(field: NamedPart, key: 'element' | 'refers', chosen: string | undefined): string {
  const before = fieldNameOf(textOf(field[key]) ?? '');
  return field.name === '' || field.name === before ? fieldNameOf(chosen ?? '') : field.name;
}

const flags = ['key', 'required', 'many', 'sealed'] as const;

function Flags({ field, onChange }: Pick<FieldEditorProps, 'field' | 'onChange'>) {
  const t = useText();
  return (
    <div className="registry-flags mq-field" role="group" aria-label={t(texts.flags)}>
      {flags.map((flag) => (
        <Checkbox
          key={flag}
          checked={field[flag] === true}
          onChange={(event) => onChange({ ...field, [flag]: event.target.checked || undefined })}
        >
          {t(texts[flag])}
        </Checkbox>
      ))}
    </div>
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
