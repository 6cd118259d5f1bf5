import { DownloadOutlined } from '@ant-design/icons';
import { Panel, useText } from '#web/kit/index.ts';
import { documentKinds } from '../schema.ts';
import { documentTexts as texts } from './document-texts.ts';

/** Declarations to take away: all of them, or `only` one with what it needs (the shapes speak of no declaration). */
export function Documents({ only }: { only?: string }) {
  const t = useText();
  const kinds = documentKinds.filter((kind) => only === undefined || kind !== 'shapes');
  return (
    <Panel title={texts.title}>
      <p className="mq-lead">{t(texts.why)}</p>
      <ul className="std-documents">
        {kinds.map((kind) => (
          <li key={kind}>
            <a
              href={`/api/v1/catalogue/documents/${kind}${only === undefined ? '' : `?only=${only}`}`}
              download
            >
              <DownloadOutlined aria-hidden /> {t(texts[kind])}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
