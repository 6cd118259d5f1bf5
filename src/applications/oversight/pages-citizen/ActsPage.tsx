import { useState } from 'react';
import {
  Button,
  Empty,
  Loading,
  Page,
  Problem,
  Tag,
  Timeline,
  api,
  problemFrom,
  useResource,
  useText,
} from '#web/citizen/kit/index.ts';
import type { OwnActPageWire, OwnActWire } from '../schema.ts';
import { ownActWords, texts } from './texts.ts';

const pageSize = 50;

/** What was done under my account, so that a stranger's use of it shows. */
export function ActsPage() {
  const t = useText();
  const first = useResource('acts', (signal) => fetchActs(undefined, signal));
  const [older, setOlder] = useState<readonly OwnActPageWire[]>([]);
  const [failed, setFailed] = useState<unknown>();
  const pages = first.status === 'ready' ? [first.value, ...older] : [];
  const items = pages.flatMap((page) => page.items);
  const cursor = pages.at(-1)?.nextCursor ?? null;
  const loadMore = async (from: string) => {
    try {
      const page = await fetchActs(from);
      setOlder([...older, page]);
    } catch (thrown) {
      setFailed(problemFrom(thrown));
    }
  };
  return (
    <Page title={texts.acts} lead={texts.actsLead}>
      {first.status === 'loading' && <Loading />}
      {first.status === 'failed' && <Problem problem={first.problem} onRetry={first.reload} />}
      {first.status === 'ready' && items.length === 0 && <Empty title={t(texts.noActs)} />}
      {items.length > 0 && (
        <Timeline
          label={t(texts.acts)}
          items={items.map((act) => ({
            key: act.id,
            at: act.at,
            tone: act.outcome === 'permitted' ? 'info' : 'warn',
            content: <Act act={act} />,
          }))}
        />
      )}
      {failed !== undefined && <Problem problem={failed} />}
      {cursor !== null && <Button onClick={() => void loadMore(cursor)}>{t(texts.more)}</Button>}
    </Page>
  );
}

function fetchActs(cursor?: string, signal?: AbortSignal): Promise<OwnActPageWire> {
  const query = { limit: pageSize, cursor };
  return api.get<OwnActPageWire>('/api/v1/me/acts', { query, ...(signal ? { signal } : {}) });
}

function Act({ act }: { act: OwnActWire }) {
  const t = useText();
  const words = ownActWords[act.act];
  return (
    <div className="stack-small">
      <p>
        <strong>{words ? t(words) : act.act}</strong>
        {act.address && <span className="soft"> · {t(texts.from, { address: act.address })}</span>}
      </p>
      {act.outcome !== 'permitted' && (
        <p className="row">
          <Tag tone="warn">{t(act.outcome === 'refused' ? texts.refused : texts.failed)}</Tag>
          {act.reason && <span className="soft">{t(act.reason)}</span>}
        </p>
      )}
    </div>
  );
}
