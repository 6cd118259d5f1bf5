import { DownloadOutlined } from '@ant-design/icons';
import { Panel, useText, type Text } from '#web/kit/index.ts';
import { documentKinds, type DocumentKind } from '../schema.ts';
import { standardsTexts as texts } from './texts.ts';

const titles: Readonly<Record<DocumentKind, Text>> = {
  catalogue: texts.documentCatalogue,
  schema: texts.documentSchema,
  graph: texts.documentGraph,
  shapes: texts.documentShapes,
};

/** Declarations to take away: all of them, or `only` one with what it needs (the shapes speak of no declaration). */
export function Documents({ only }: { only?: string }) {
  const t = useText();
  const kinds = documentKinds.filter((kind) => only === undefined || kind !== 'shapes');
  return (
    <Panel title={texts.declaredDocuments}>
      <p className="mq-lead">{t(texts.documentsWhy)}</p>
      <ul className="std-documents">
        {kinds.map((kind) => (
          <li key={kind}>
            <a
              href={`/api/v1/catalogue/documents/${kind}${only === undefined ? '' : `?only=${only}`}`}
              download
            >
              <DownloadOutlined aria-hidden /> {t(titles[kind])}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
