import { PageLink, Panel, StatusTag, useLanguage, useText, PlainTable } from '#web/kit/index.ts';
import type { FieldDescription } from '../../schema.ts';
import { maskWords } from '#standards/declarations/index.ts';
import { VerificationMark } from '../Marks.tsx';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';
import '../standards.css';

/** Every field: what it is made of, what is asked of it, how it is protected. */
export function FieldsView({ resource, description }: ResourceViewProps) {
  const t = useText();
  const groups = new Map(resource.declaration.groups.map(({ name, title }) => [name, title]));
  const { fields } = description;
  return (
    <Panel title={texts.fields}>
      <PlainTable<FieldDescription>
        caption={t(texts.fields)}
        rows={fields}
        rowKey={({ name }) => name}
        columns={[
          { title: texts.field, render: (field) => <FieldName field={field} /> },
          { title: texts.elementOrTarget, render: (field) => <Made field={field} /> },
          { title: texts.format, render: ({ element }) => <span className="mq-mono">{element?.notations.ga542.text ?? '—'}</span> }, // prettier-ignore
          { title: texts.rules, render: (field) => <Rules field={field} fields={fields} /> },
          { title: texts.protection, render: (field) => <Protection field={field} /> },
          { title: texts.grade, render: ({ grade }) => grade },
          {
            title: texts.verification,
            render: ({ element }) => element && <VerificationMark of={element.verification} />,
          },
          {
            title: texts.group,
            render: ({ group }) => {
              const title = groups.get(group ?? '');
              return title ? t(title) : '—';
            },
          },
        ]}
      />
    </Panel>
  );
}

function FieldName({ field }: { field: FieldDescription }) {
  const t = useText();
  return (
    <div className="std-field-name">
      {t(field.title)}
      <code className="mq-mono mq-soft">{field.name}</code>
    </div>
  );
}

function Made({ field: { element, refers, qualifier } }: { field: FieldDescription }) {
  const t = useText();
  return (
    <>
      {element && <PageLink to={`/standards/elements/${element.name}`}>{t(element.title)}</PageLink>}
      {refers && (
        <PageLink to={`/standards/resources/${refers.name}`}>
          {t(texts.refersTo, { title: t(refers.title) })}
        </PageLink>
      )}
      {qualifier && (
        <div className="mq-soft">
          {t(texts.qualifier)}{' '}
          <PageLink to={`/standards/qualifiers?q=${qualifier.identifier}`}>{t(qualifier.title)}</PageLink>
        </div>
      )}
    </>
  );
}

function Rules({ field, fields }: { field: FieldDescription; fields: readonly FieldDescription[] }) {
  const t = useText();
  const language = useLanguage();
  const { key, required, many, when, why } = field;
  const rules = [key ? texts.key : required && texts.required, many && texts.many].filter((rule) => !!rule);
  const other = fields.find(({ name }) => name === when?.field);
  return (
    <>
      {rules.map((rule) => t(rule)).join(language === 'zh' ? '、' : ', ')}
      {when && (
        <div>
          {t(texts.whenOf, { field: other ? t(other.title) : when.field, values: when.equals.join(' / ') })}
        </div>
      )}
      {why && (
        <div className="mq-soft">
          {t(texts.why)}
          {language === 'zh' ? '：' : ': '}
          {t(why)}
        </div>
      )}
    </>
  );
}

function Protection({ field: { sealed, mask } }: { field: FieldDescription }) {
  const t = useText();
  return (
    <div className="std-marks">
      {sealed && <StatusTag tone="info">{t(texts.sealed)}</StatusTag>}
      {mask && <StatusTag tone="neutral">{t(texts.mask, { what: t(maskWords[mask]) })}</StatusTag>}
    </div>
  );
}
