import { Button, Input } from 'antd';
import type { ClipboardEvent } from 'react';
import { OrderedList, useText, type Text } from '#web/kit/index.ts';
import type { Content } from '../data.ts';
import { editorTexts as texts, registryTexts } from '../texts.ts';
import { ContentFields } from './ContentFields.tsx';
import { newKey } from './draft.ts';
import type { ChangeEditorProps } from './editor-types.ts';
import { codeListGroup } from './field-plans.ts';
import { NameField } from './NameField.tsx';

/** A code while it is typed. */
interface ValueDraft extends Content {
  readonly rowId: string;
}

const columns = ['code', 'zh', 'en', 'from', 'to', 'parent', 'pinyin'] as const;
const labels: Readonly<Record<(typeof columns)[number], Text>> = {
  code: texts.code,
  zh: texts.zh,
  en: texts.en,
  from: texts.fromDay,
  to: texts.toDay,
  parent: texts.parent,
  pinyin: texts.pinyin,
};
const dates: readonly string[] = ['from', 'to'];

/** A code list: its head, and its codes with the time in which each is valid. */
export function CodeListEditor({ draft, onChange, found, strict }: ChangeEditorProps) {
  const change = (content: Content) => onChange({ ...draft, content });
  return (
    <div className="mq-form">
      <NameField draft={draft} onChange={onChange} found={found} />
      <ContentFields
        id={`registry-${draft.key}`}
        title={codeListGroup.title}
        fields={codeListGroup.fields}
        content={draft.content}
        onChange={change}
        found={found}
        strict={strict}
      />
      <CodeValues draft={draft} found={found} change={change} />
    </div>
  );
}

type CodeValuesProps = Pick<ChangeEditorProps, 'draft' | 'found'> & {
  readonly change: (content: Content) => void;
};

/** The codes of a list, or those that an extension adds to one. */
export function CodeValues({ draft, found, change }: CodeValuesProps) {
  const t = useText();
  const values = valuesOf(draft.content);
  const setValues = (next: readonly ValueDraft[]) => change({ ...draft.content, values: next });
  return (
    <fieldset>
      <legend>{t(texts.values)}</legend>
      <p className="mq-lead">{t(texts.valuesLead)}</p>
      <OrderedList<ValueDraft>
        label={t(texts.values)}
        items={values}
        keyOf={({ rowId }) => rowId}
        nameOf={(value) => textOf(value['code']) || t(registryTexts.title)}
        onChange={setValues}
        render={(value, place) => (
          <CodeRow
            value={value}
            place={place}
            found={found}
            onChange={(next) => setValues(values.with(place, next))}
            onPaste={(rows) => setValues(values.toSpliced(place, 1, ...rows))}
          />
        )}
      />
      <Button onClick={() => setValues([...values, { rowId: newKey() }])}>{t(texts.addValue)}</Button>
    </fieldset>
  );
}

interface CodeRowProps {
  readonly value: ValueDraft;
  readonly place: number;
  readonly found: ChangeEditorProps['found'];
  readonly onChange: (value: ValueDraft) => void;
  readonly onPaste: (rows: readonly ValueDraft[]) => void;
}

function CodeRow({ value, place, found, onChange, onPaste }: CodeRowProps) {
  const t = useText();
  const wrong = found.find(({ path }) => path === `values.${place}` || path.startsWith(`values.${place}.`));
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    onPaste(rowsOf(text));
  };
  return (
    <>
      <div className="registry-code">
        {columns.map((column) => (
          <Input
            key={column}
            aria-label={`${t(labels[column])} ${place + 1}`}
            placeholder={t(labels[column]) + (dates.includes(column) ? ' YYYY-MM-DD' : '')}
            value={textOf(value[column])}
            onChange={(event) => onChange({ ...value, [column]: event.target.value })}
            {...(column === 'code' ? { onPaste: paste } : {})}
            {...(wrong ? { status: 'error' as const } : {})}
          />
        ))}
      </div>
      {wrong && <div className="mq-field-note mq-is-bad">{t(wrong)}</div>}
    </>
  );
}

/** Rows of a spreadsheet: code, Chinese, English, from, to, parent, pinyin. */
function rowsOf(text: string): ValueDraft[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t').map((cell) => cell.trim());
      return {
        rowId: newKey(),
        ...Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? ''])),
      };
    });
}

function valuesOf(content: Content): readonly ValueDraft[] {
  const values = Array.isArray(content['values']) ? (content['values'] as readonly Content[]) : [];
  return values.map((value, place) => ({ rowId: `code ${place}`, ...value }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
