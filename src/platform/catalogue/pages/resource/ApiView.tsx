import { Panel, useText, OperationTable, Source } from '#web/kit/index.ts';
import { Documents } from '../Documents.tsx';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** The API contract that the declaration means: the operations, and the OpenAPI parts in full. */
export function ApiView({ resource, description }: ResourceViewProps) {
  const t = useText();
  const { paths, schemas } = description.api;
  return (
    <div className="mq-gap">
      <Panel title={texts.api}>
        <p className="mq-lead">{t(texts.apiLead)}</p>
        <OperationTable paths={paths} />
      </Panel>
      <Panel title={texts.contract}>
        <Source
          label={t(texts.contract)}
          text={JSON.stringify({ paths, components: { schemas } }, null, 2)}
        />
      </Panel>
      <Documents only={resource.declaration.name} />
    </div>
  );
}
