import { useText } from '../core/language.ts';
import { PlainTable } from './PlainTable.tsx';
import { texts } from './texts.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

/** The operations of an OpenAPI `paths` object. Summaries stand in it in both languages: `查找 · find`. */
export function OperationTable({ paths }: { paths: unknown }) {
  const t = useText();
  return (
    <PlainTable<Operation>
      caption={t(texts.operations)}
      rows={operationsOf(paths)}
      rowKey={({ method, path }) => `${method} ${path}`}
      columns={[
        { title: texts.method, render: ({ method }) => <code className="mq-mono">{method}</code> },
        { title: texts.path, render: ({ path }) => <code className="mq-mono">{path}</code> },
        { title: texts.operation, render: ({ summary }) => <Summary text={summary} /> },
      ]}
    />
  );
}

function Summary({ text }: { text: string }) {
  const t = useText();
  const [zh = text, en = zh] = text.split(' · ');
  return <>{t({ zh, en })}</>;
}

function operationsOf(paths: unknown): Operation[] {
  const byPath = (paths ?? {}) as Readonly<Record<string, Readonly<Record<string, { summary?: string }>>>>;
  return Object.entries(byPath).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '' }]) => ({
      method: method.toUpperCase(),
      path,
      summary,
    })),
  );
}
