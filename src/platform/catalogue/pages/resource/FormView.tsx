import { Input } from 'antd';
import { FieldFrame, PageLink, Panel, useText, PlainTable } from '#web/kit/index.ts';
import type { FormField, ListColumn } from '#standards/plans/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';
import '../standards.css';

/** How a form asks, and what a list's column holds. */
const controlTexts = {
  text: { zh: '单行文本', en: 'one line of text' },
  textarea: { zh: '多行文本', en: 'several lines of text' },
  number: { zh: '数值', en: 'a number' },
  date: { zh: '日期', en: 'a date' },
  datetime: { zh: '日期时间', en: 'a date and time' },
  time: { zh: '时间', en: 'a time' },
  code: { zh: '选择一个代码', en: 'one code' },
  codes: { zh: '选择多个代码', en: 'several codes' },
  reference: { zh: '选择一条记录', en: 'a record' },
  boolean: { zh: '是或否', en: 'yes or no' },
  file: { zh: '文件', en: 'a file' },
} as const;

/** The form and the list that the declaration means, to look at. */
export function FormView({ resource }: ResourceViewProps) {
  const t = useText();
  const { form } = resource.plans;
  return (
    <div className="mq-gap std-previews">
      <Panel title={texts.formPreview}>
        <p className="mq-lead">{t(texts.formPreviewLead)}</p>
        <div className="mq-form">
          {form.groups.map((group) => (
            <fieldset key={group.name}>
              <legend>{t(group.title)}</legend>
              <div className="mq-form-grid">
                {group.fields.map((field) => (
                  <Question key={field.name} field={field} />
                ))}
              </div>
            </fieldset>
          ))}
        </div>
      </Panel>
      <ListPreview resource={resource} />
    </div>
  );
}

function Question({ field }: { field: FormField }) {
  const t = useText();
  const id = `preview-${field.name}`;
  const limit = field.maxLength === undefined ? '' : ` ≤ ${field.maxLength}`;
  return (
    <FieldFrame id={id} field={field} finding={undefined} source={undefined}>
      <Input id={id} readOnly value={`${t(controlTexts[field.control])}${limit}`} />
    </FieldFrame>
  );
}

function ListPreview({ resource }: Pick<ResourceViewProps, 'resource'>) {
  const t = useText();
  const yesNo = (holds: boolean) => t(holds ? texts.yes : texts.no);
  return (
    <Panel title={texts.listPreview}>
      <PlainTable<ListColumn>
        caption={t(texts.listPreview)}
        rows={resource.plans.list.columns}
        rowKey={({ field }) => field}
        columns={[
          { title: texts.column, render: ({ label }) => t(label) },
          { title: texts.kind, render: (column) => <Kind column={column} /> },
          { title: texts.shownFirst, render: ({ shown }) => yesNo(shown) },
          { title: texts.sortable, render: ({ sortable }) => yesNo(sortable) },
          { title: texts.filterable, render: ({ filterable }) => yesNo(filterable) },
        ]}
      />
    </Panel>
  );
}

function Kind({ column: { kind, codeList, refers } }: { column: ListColumn }) {
  const t = useText();
  return (
    <>
      {t(kindTexts[kind])}{' '}
      {codeList && (
        <PageLink to={`/standards/code-lists/${codeList}`}>
          <span className="mq-mono">{codeList}</span>
        </PageLink>
      )}
      {refers && (
        <PageLink to={`/standards/resources/${refers}`}>
          <span className="mq-mono">{refers}</span>
        </PageLink>
      )}
    </>
  );
}

const kindTexts = {
  text: texts.text,
  code: texts.code,
  date: { zh: '日期', en: 'Date' },
  number: { zh: '数值', en: 'Number' },
  boolean: { zh: '是或否', en: 'Yes or no' },
  reference: { zh: '引用', en: 'Reference' },
} as const;
