import { Panel, useText, PlainTable, Source } from '#web/kit/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

/** The API contract that the declaration means: the operations, and the OpenAPI parts in full. */
export function ApiView({ description }: ResourceViewProps) {
  const t = useText();
  const { paths, schemas } = description.api;
  return (
    <div className="mq-gap">
      <Panel title={texts.api}>
        <p className="mq-lead">{t(texts.apiLead)}</p>
        <PlainTable<Operation>
          caption={t(texts.api)}
          rows={operationsOf(paths)}
          rowKey={({ method, path }) => `${method} ${path}`}
          columns={[
            { title: texts.method, render: ({ method }) => <code className="mq-mono">{method}</code> },
            { title: texts.path, render: ({ path }) => <code className="mq-mono">{path}</code> },
            { title: texts.operation, render: ({ summary }) => <Summary text={summary} /> },
          ]}
        />
      </Panel>
      <Panel title={texts.contract}>
        <Source
          label={t(texts.contract)}
          text={JSON.stringify({ paths, components: { schemas } }, null, 2)}
        />
      </Panel>
    </div>
  );
}

/** Summaries stand in the contract in both languages: `查找 · find`. */
function Summary({ text }: { text: string }) {
  const t = useText();
  const [zh = text, en = zh] = text.split(' · ');
  return <>{t({ zh, en })}</>;
}

function operationsOf(paths: ResourceViewProps['description']['api']['paths']): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      summary: (operation as { summary?: string }).summary ?? '',
    })),
  );
}
