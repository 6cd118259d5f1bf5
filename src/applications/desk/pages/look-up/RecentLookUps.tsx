import { Panel, StatusTag, useText, When, type Tone } from '#web/kit/index.ts';
import { deskTexts } from '../texts.ts';
import type { RecentLookUp } from './recent.ts';

const tones: Readonly<Record<RecentLookUp['outcome'], Tone>> = {
  found: 'good',
  nothing: 'neutral',
  refused: 'warn',
  failed: 'bad',
  match: 'good',
  'no-match': 'bad',
  'not-held': 'neutral',
};

/** What the officer looked up in this session; nothing about persons. */
export function RecentLookUps({ list }: { list: readonly RecentLookUp[] }) {
  const t = useText();
  return (
    <Panel title={deskTexts.recent}>
      <p className="mq-soft">{t(deskTexts.recentHint)}</p>
      {list.length === 0 && <p className="mq-soft">{t(deskTexts.recentNone)}</p>}
      <ul className="desk-list">
        {list.map((item) => (
          <li key={item.at + (item.receipt ?? '')}>
            <div className="desk-line">
              <strong>{t(item.resource)}</strong>
              <span className="mq-soft">{t(item.key)}</span>
              <span className="desk-end">
                <StatusTag tone={tones[item.outcome]}>{outcomeText(item, t)}</StatusTag>
              </span>
            </div>
            <div className="mq-soft">
              <When at={item.at} precision="second" /> <span className="mq-mono">{item.purpose ?? '—'}</span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function outcomeText(item: RecentLookUp, t: ReturnType<typeof useText>): string {
  switch (item.outcome) {
    case 'found':
      return t(deskTexts.found, { n: item.count ?? 0 });
    case 'nothing':
      return t(deskTexts.found, { n: 0 });
    case 'refused':
      return t(deskTexts.refusedShort);
    case 'failed':
      return t(deskTexts.failedShort);
    default:
      return t(deskTexts[item.outcome]);
  }
}
