import { Button, Input } from 'antd';
import { useRef } from 'react';
import { Notice, OrderedList, useText, type CodeItem, type Text } from '#web/kit/index.ts';
import { useDeclared, usePurposeKinds, type Content, type Named } from '../data.ts';
import { editorTexts as texts } from '../texts.ts';
import { ContentFields } from './ContentFields.tsx';
import { newKey, valueAt, type NamedPart } from './draft.ts';
import type { ChangeEditorProps } from './editor-types.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { fieldMore, resourceGroups, sharingGroup } from './field-plans.ts';
import { FieldSets } from './FieldSets.tsx';
import { NameField } from './NameField.tsx';

type Sets = readonly (readonly string[])[];

/** A class of information: whose it is, with whom it is shared, its fields, and how it is found. */
export function ResourceEditor(given: ChangeEditorProps) {
  const found = given.found.map((one) => (one.code === 'no-search' ? { ...one, path: 'search' } : one));
  const props = { ...given, found };
  const { draft, onChange, strict } = props;
  const bases = itemsOf(useDeclared('regulations', '').data?.items);
  const purposes = itemsOf(usePurposeKinds().data?.purposes);
  const change = (content: Content) => onChange({ ...draft, content });
  return (
    <div className="mq-form">
      <NameField draft={draft} onChange={onChange} found={found} />
      {[...resourceGroups, sharingGroup(bases, purposes)].map((group) => (
        <ContentFields
          key={group.title.zh}
          id={`registry-${draft.key}`}
          title={group.title}
          fields={group.fields}
          content={draft.content}
          onChange={change}
          found={found}
          strict={strict}
        />
      ))}
      <Fields {...props} change={change} />
      <Ways {...props} change={change} />
      <Groups {...props} change={change} />
    </div>
  );
}

type PartProps = ChangeEditorProps & { readonly change: (content: Content) => void };

/** The fields of a resource, or those that an extension adds to one. */
export function Fields({ draft, change, found, strict, own, onNewElement }: PartProps) {
  const t = useText();
  const fields = partsOf(draft.content, 'fields');
  const known = useRef(draft.action === 'add' ? [] : fields.map(({ rowId }) => rowId));
  const qualifiers = itemsOf(useDeclared('qualifiers', '').data?.items);
  const groups = partsOf(draft.content, 'groups').map(({ name, title }) => {
    return { code: name, label: wordsOf(title, name) };
  });
  const others = fields.map(({ name }): CodeItem => ({ code: name, label: { zh: name, en: name } }));
  const setFields = (next: readonly NamedPart[]) => change({ ...draft.content, fields: next });
  const twice = fields.find(
    ({ name }, place) => name !== '' && fields.findIndex((one) => one.name === name) < place,
  );
  return (
    <fieldset>
      <legend>{t(texts.fields)}</legend>
      <p className="mq-lead">{t(texts.fieldsLead)}</p>
      {twice && <Notice tone="bad" title={t(texts.duplicateField, { name: twice.name })} />}
      {found
        .filter(({ path }) => path === 'fields')
        .map((one) => (
          <Notice key={one.en} tone="bad" title={t(one)} />
        ))}
      <OrderedList<NamedPart>
        label={t(texts.fields)}
        items={fields}
        keyOf={({ rowId }) => rowId}
        nameOf={({ name }) => name || t(texts.unnamed)}
        onChange={setFields}
        render={(field, place) => (
          <FieldEditor
            field={field}
            more={fieldMore(groups, qualifiers, others)}
            isNew={!known.current.includes(field.rowId)}
            found={found}
            strict={strict}
            own={own}
            onChange={(next) => setFields(fields.with(place, next))}
            onNewElement={onNewElement}
          />
        )}
      />
      <Button onClick={() => setFields([...fields, { rowId: newKey(), name: '' }])}>
        {t(texts.addField)}
      </Button>
    </fieldset>
  );
}

/** How records are found and listed. */
function Ways({ draft, change, found, own }: PartProps) {
  const t = useText();
  const names = partsOf(draft.content, 'fields').filter(({ name }) => name !== '');
  const fields = names.map((field) => ({ value: field.name, label: labelOf(field, own.elements, t) }));
  const { content } = draft;
  const shared = { fields, found };
  return (
    <>
      <FieldSets
        {...shared}
        title={texts.searchKeys}
        lead={texts.searchKeysLead}
        add={texts.addSearch}
        path="search"
        sets={(content['search'] ?? []) as Sets}
        onChange={(search) => change({ ...content, search })}
      />
      <FieldSets
        {...shared}
        title={texts.lists}
        add={texts.addList}
        path="lists"
        sets={(content['lists'] ?? []) as Sets}
        onChange={(lists) => change({ ...content, lists })}
      />
    </>
  );
}

function Groups({ draft, change }: PartProps) {
  const t = useText();
  const groups = partsOf(draft.content, 'groups');
  const setGroups = (next: readonly NamedPart[]) => change({ ...draft.content, groups: next });
  return (
    <fieldset>
      <legend>{t(texts.groups)}</legend>
      <OrderedList<NamedPart>
        label={t(texts.groups)}
        items={groups}
        keyOf={({ rowId }) => rowId}
        nameOf={({ name }) => name || t(texts.unnamed)}
        onChange={setGroups}
        render={(group, place) => (
          <GroupRow group={group} place={place} onChange={(next) => setGroups(groups.with(place, next))} />
        )}
      />
      <Button onClick={() => setGroups([...groups, { rowId: newKey(), name: '' }])}>
        {t(texts.addGroup)}
      </Button>
    </fieldset>
  );
}

interface GroupRowProps {
  readonly group: NamedPart;
  readonly place: number;
  readonly onChange: (group: NamedPart) => void;
}

function GroupRow({ group, place, onChange }: GroupRowProps) {
  const t = useText();
  const title = (group['title'] ?? {}) as Partial<Text>;
  const input = (label: Text, value: string, set: (value: string) => NamedPart) => (
    <Input
      aria-label={`${t(label)} ${place + 1}`}
      placeholder={t(label)}
      value={value}
      onChange={(event) => onChange(set(event.target.value))}
    />
  );
  return (
    <div className="registry-code">
      {input(texts.name, group.name, (name) => ({ ...group, name }))}
      {input(texts.zhTitle, title.zh ?? '', (zh) => ({ ...group, title: { ...title, zh } }))}
      {input(texts.enTitle, title.en ?? '', (en) => ({ ...group, title: { ...title, en } }))}
    </div>
  );
}

function partsOf(content: Content, key: 'fields' | 'groups'): readonly NamedPart[] {
  return (content[key] ?? []) as readonly NamedPart[];
}

function itemsOf(rows: readonly Named[] | undefined): readonly CodeItem[] {
  return (rows ?? []).map(({ name, title }) => ({ code: name, label: title }));
}

function wordsOf(title: unknown, name: string): Text {
  const { zh = name, en = name } = (title ?? {}) as Partial<Text>;
  return { zh, en };
}

/** What the field is called, as far as this page knows: its own title, that of a new element, or its name. */
function labelOf(field: NamedPart, own: readonly Named[], t: (text: Text) => string): string {
  const title = valueAt(field, 'title') as Partial<Text> | undefined;
  if (title?.zh) return `${t(wordsOf(title, field.name))} ${field.name}`;
  const element = own.find(({ name }) => name === field['element']);
  return element ? `${t(element.title)} ${field.name}` : field.name;
}
