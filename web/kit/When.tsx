import { nowMs } from '../core/clock.ts';
import { useLanguage } from '../core/language.ts';
import { formatAge, formatInstant } from '../core/time.ts';

interface WhenProps {
  /** RFC 3339 instant (UTC) as the API gives it; nothing shows as a dash. */
  readonly at: string | null | undefined;
  readonly precision?: 'day' | 'minute' | 'second';
  /** Adds `（3 天前）`. */
  readonly age?: boolean;
}

/** An instant on the state's clock (Asia/Shanghai), with its age on request; the exact instant is its title. */
export function When({ at, precision = 'minute', age = false }: WhenProps) {
  const language = useLanguage();
  if (!at) return <span className="mq-soft">—</span>;
  return (
    <time dateTime={at} title={`${formatInstant(at, 'second')} (UTC+8)`} style={{ whiteSpace: 'nowrap' }}>
      {formatInstant(at, precision)}
      {age && <span className="mq-soft"> · {formatAge(at, nowMs(), language)}</span>}
    </time>
  );
}
