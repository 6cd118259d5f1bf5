import { Input } from 'antd';
import { FieldFrame, PageLink, Panel, useText, PlainTable } from '#web/kit/index.ts';
import type { FormField, ListColumn } from '#standards/plans/index.ts';
import { controlTexts, standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';
import '../standards.css';

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
