import type { ReactNode } from 'react';
import { useText } from '../core/language.ts';
import type { Text } from '../core/text.ts';
import { texts } from './texts.ts';

/** One fact of a description list; nothing when there is none to state. */
export function Fact({
  title,
  children,
  wide = false,
}: {
  title: Text;
  children: ReactNode;
  wide?: boolean;
}) {
  const t = useText();
  const empty = children === null || children === undefined || children === '';
  return (
    <div className={wide ? 'mq-wide' : ''}>
      <dt>{t(title)}</dt>
      <dd>{empty ? <span className="mq-soft">{t(texts.none)}</span> : children}</dd>
    </div>
  );
}
