import { Panel, useText, Fact, PlainTable, Source } from '#web/kit/index.ts';
import type { Column } from '#standards/plans/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** The table that the declaration means, as PostgreSQL has it. */
export function TableView({ resource, description }: ResourceViewProps) {
  const t = useText();
  const { table } = resource;
  const code = (text: string) => <code className="mq-mono">{text}</code>;
  const indexes = [...table.unique, ...table.indexes].map(({ columns }) => columns.join(' + '));
  return (
    <div className="mq-gap">
      <Panel title={texts.tables}>
        <dl className="mq-facts">
          <Fact title={texts.name}>{code(`${table.schema}.${table.table}`)}</Fact>
          <Fact title={texts.history}>{code(`${table.schema}.${table.historyTable}`)}</Fact>
          <Fact title={texts.indexes}>{code(indexes.join('; '))}</Fact>
        </dl>
        <PlainTable<Column>
          caption={t(texts.tables)}
          rows={table.columns}
          rowKey={({ name }) => name}
          columns={[
            { title: texts.column, render: ({ name }) => code(name) },
            { title: texts.columnType, render: ({ type }) => code(type) },
            { title: texts.notNull, render: ({ required }) => t(required ? texts.yes : texts.no) },
            { title: texts.field, render: ({ field }) => (field === null ? '—' : code(field)) },
          ]}
        />
      </Panel>
      <Panel title={texts.sql}>
        <Source
          label={t(texts.sql)}
          text={description.sql.map((statement) => `${statement};`).join('\n\n')}
        />
      </Panel>
    </div>
  );
}

/** The JSON Schema of a record's values. */
export function SchemaView({ resource }: ResourceViewProps) {
  const t = useText();
  return (
    <Panel title="JSON Schema">
      <p className="mq-lead">{t(texts.jsonSchemaLead)}</p>
      <Source label="JSON Schema" text={JSON.stringify(resource.jsonSchema, null, 2)} />
    </Panel>
  );
}
