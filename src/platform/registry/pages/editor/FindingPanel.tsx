import { Notice, Panel, ProblemView, useText } from '#web/kit/index.ts';
import { FindingList } from '../proposal/FindingList.tsx';
import { registryTexts as texts } from '../texts.ts';
import { isMissing, type usePreview } from './use-preview.ts';

/** Everything that is found while one types, beside what is typed; what is only not there yet is counted, not listed. */
export function FindingPanel({ examined }: { examined: ReturnType<typeof usePreview> }) {
  const t = useText();
  const { data, error, isFetching, refetch } = examined;
  const found = data?.found ?? [];
  const missing = found.filter(isMissing).length;
  return (
    <aside className="registry-aside" aria-label={t(texts.findings)} aria-busy={isFetching}>
      <Panel
        title={texts.findings}
        extra={isFetching ? <span className="mq-soft">{t(texts.checking)}</span> : null}
      >
        <div className="mq-gap" role="status">
          {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
          {missing > 0 && (
            <Notice tone="info" title={t(texts.stillMissing, { n: missing })}>
              <p>{t(texts.missingHint)}</p>
            </Notice>
          )}
          {data && <FindingList findings={found.filter((one) => !isMissing(one))} />}
          {!data && !error && <p className="mq-soft">{t(texts.noPreview)}</p>}
        </div>
      </Panel>
    </aside>
  );
}
