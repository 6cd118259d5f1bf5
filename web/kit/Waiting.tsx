import { useText } from '../core/language.ts';
import { ProblemView } from './ProblemView.tsx';
import { texts } from './texts.ts';

/** What stands instead of a page's content until it is there, or when it isn't. */
export function Waiting({ query }: { query: { error: unknown; refetch: () => unknown } }) {
  const t = useText();
  if (query.error) return <ProblemView problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <p className="mq-soft" role="status">
      {t(texts.loading)}
    </p>
  );
}
