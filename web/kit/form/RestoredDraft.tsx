import { Button } from 'antd';
import { nowMs } from '../../core/clock.ts';
import { useLanguage, useText } from '../../core/language.ts';
import { formatAge } from '../../core/time.ts';
import { Notice } from '../ProblemView.tsx';
import { texts } from '../texts.ts';

/** Says that what is on the form was typed before, and offers to begin anew. */
export function RestoredDraft({ atMs, onDiscard }: { atMs: number; onDiscard: () => void }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Notice tone="info">
      <div className="mq-notice-foot" style={{ fontSize: 14 }}>
        <span>{t(texts.draftRestored, { age: formatAge(atMs, nowMs(), language) })}</span>
        <Button size="small" onClick={onDiscard}>
          {t(texts.draftDiscard)}
        </Button>
      </div>
    </Notice>
  );
}
