import { useText } from '../../core/language.ts';
import { shellTexts } from './texts.ts';

/** The visible mark of fictional data, on every page of a demonstration node. */
export function DemoBand() {
  const t = useText();
  return (
    <aside className="mq-demo" aria-label={t(shellTexts.demo)}>
      <strong>{t(shellTexts.demo)}</strong>
      <span>{t(shellTexts.demoLong)}</span>
    </aside>
  );
}
