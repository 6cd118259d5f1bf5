import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { problemFrom } from '../core/api.ts';
import type { ApiProblem } from '../core/problem.ts';
import type { Text } from '../core/text.ts';
import { formatInstant } from '../core/time.ts';
import type { Tone } from './StatusTag.tsx';
import { texts } from './texts.ts';

/** A message with a tone: mark, title, body. `role="alert"` when it answers what someone just did. */
export function Notice({
  tone,
  title,
  children,
  alert = false,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  alert?: boolean;
}) {
  const marks: Record<Tone, string> = { good: '✓', warn: '!', bad: '✕', info: 'i', neutral: '·' };
  return (
    <div className={`mq-notice mq-tone-${tone}`} role={alert ? 'alert' : undefined}>
      <span className="mq-notice-mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <div className="mq-notice-main">
        {title && <p className="mq-notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Whatever a call threw: what happened, what to do, the trace id; a refusal by the door looks like one. */
export function ProblemView({ problem: thrown, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const problem = problemFrom(thrown);
  if (isDoorRefusal(problem)) return <Refusal problem={problem} />;
  return (
    <ProblemNotice
      problem={problem}
      tone={problem.status >= 500 || problem.status === 0 ? 'bad' : 'warn'}
      onRetry={onRetry}
    />
  );
}

/** Whether the door or its policies refused: only these are written as refusals about a person's data. */
function isDoorRefusal(problem: ApiProblem): boolean {
  return problem.refused && /^(records|access)\./.test(problem.code);
}

/** A refusal of the door or of the policy: why, what to do, and that it was recorded. Calm: it is no accusation. */
export function Refusal({ problem, children }: { problem: ApiProblem; children?: ReactNode }) {
  const t = useText();
  return (
    <ProblemNotice problem={problem} tone="warn">
      <p className="mq-field-note">{t(texts.refusedRecorded)}</p>
      {children}
    </ProblemNotice>
  );
}

function ProblemNotice(props: {
  problem: ApiProblem;
  tone: Tone;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { problem, tone, onRetry, children } = props;
  const t = useText();
  return (
    <Notice tone={tone} title={problem.detail ?? problem.title} alert>
      {problem.errors.length > 0 && (
        <ul style={{ paddingInlineStart: 18 }}>
          {problem.errors.map((error) => (
            <li key={error.pointer + error.message}>{error.message}</li>
          ))}
        </ul>
      )}
      {problem.action && (
        <p>
          <strong>{t(texts.whatToDo)}</strong>
          {problem.action}
        </p>
      )}
      {problem.retryAfterSeconds !== undefined && <Countdown seconds={problem.retryAfterSeconds} />}
      {children}
      <div className="mq-notice-foot">
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {t(texts.retry)}
          </Button>
        )}
        {problem.receipt && <Reference label={texts.receipt} value={problem.receipt} />}
        {problem.traceId && <Reference label={texts.traceId} value={problem.traceId} />}
      </div>
    </Notice>
  );
}

function Reference({ label, value }: { label: Text; value: string }) {
  const t = useText();
  return (
    <span>
      {t(label)} <span className="mq-mono">{value}</span>
    </span>
  );
}

const longestCountdownSeconds = 120; // nobody watches seconds for longer; from there on the time of day says more

function Countdown({ seconds }: { seconds: number }) {
  const t = useText();
  const [askedAt] = useState(() => Date.now());
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((value) => Math.max(0, value - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  if (left === 0) return null;
  if (seconds <= longestCountdownSeconds) return <p>{t(texts.waitSeconds, { n: left })}</p>;
  return <p>{t(texts.waitUntil, { time: formatInstant(askedAt + seconds * 1000) })}</p>;
}

/** Nothing to show, said kindly, with what could be done about it. */
export function Empty({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="mq-empty">
      <svg
        viewBox="0 0 96 56"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        opacity="0.45"
      >
        <path d="M6 40h84M16 40a32 32 0 0 1 64 0M32 40V18M48 40V8M64 40V18" strokeLinecap="round" />
        <path d="M8 50c5 3 9 3 14 0s9-3 14 0 9 3 14 0 9-3 14 0 9 3 14 0 7-2 10 0" opacity="0.6" />
      </svg>
      <strong>{title}</strong>
      {hint && <span>{hint}</span>}
      {children && <div style={{ marginTop: 12 }}>{children}</div>}
    </div>
  );
}
