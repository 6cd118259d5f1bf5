import { useEffect, useId, useRef, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { problemFrom } from '../../core/api.ts';
import { useLanguage, useText } from '../../core/language.ts';
import { formatInstantInWords } from '../../core/time.ts';
import { citizenTexts as texts } from './texts.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral';

const marks: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✕', info: 'i', neutral: '–' };

/** A panel; `title` is an h2, `extra` stands at its right. */
export function Card({
  title,
  extra,
  children,
}: {
  title?: string;
  extra?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className="card">
      {title && (
        <div className="card-top">
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly primary?: boolean;
  readonly small?: boolean;
  /** Working: cannot be pressed again, and says so. */
  readonly busy?: boolean;
}

export function Button({ primary = false, small = false, busy = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(primary, small)}
      disabled={busy || rest.disabled}
      aria-busy={busy}
    >
      {children}
      {busy && <span aria-hidden="true"> …</span>}
    </button>
  );
}

/** The look of a button, for links that act as the next step. */
export function buttonClass(primary = false, small = false): string {
  return ['button', primary ? 'button-primary' : '', small ? 'button-small' : ''].filter(Boolean).join(' ');
}

/** A state in a word, told by shape and colour. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag tone-${tone}`}>
      <span aria-hidden="true">{marks[tone]}</span>
      {children}
    </span>
  );
}

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
  return (
    <div className={`notice tone-${tone}`} role={alert ? 'alert' : undefined}>
      <span className="notice-mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <div className="notice-main">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

/** Whatever a call threw: what happened, what to do, the trace id. */
export function Problem({ problem: thrown, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const t = useText();
  const problem = problemFrom(thrown);
  return (
    <Notice
      tone={problem.status >= 500 || problem.status === 0 ? 'bad' : 'warn'}
      title={problem.detail ?? problem.title}
      alert
    >
      {problem.errors.length > 0 && (
        <ul>
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
      <div className="row">
        {onRetry && (
          <Button small onClick={onRetry}>
            {t(texts.retry)}
          </Button>
        )}
        {problem.traceId && (
          <span className="soft">
            {t(texts.traceId)}
            <span className="mono">{problem.traceId}</span>
          </span>
        )}
      </div>
    </Notice>
  );
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function Loading() {
  const t = useText();
  return (
    <p role="status" className="soft">
      {t(texts.loading)}
    </p>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly type?: 'text' | 'password' | 'date' | 'tel';
  readonly lines?: boolean;
  readonly maxLength?: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly autoFocus?: boolean;
}

/** One question: label, hint, control (text, several `lines`, or a choice of `options`), error. */
export function Field(props: FieldProps) {
  const t = useText();
  const id = useId();
  const { label, value, onChange, hint, error, required = false } = props;
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    value,
    required,
    'aria-invalid': !!error,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!required && <span className="soft">{t(texts.optional)}</span>}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldControl {...props} shared={shared} />
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function FieldControl({
  shared,
  options,
  lines = false,
  type = 'text',
  maxLength,
  autoFocus,
}: FieldProps & { shared: Record<string, unknown> }) {
  const limit = maxLength ? { maxLength } : {};
  if (options) {
    return (
      <select {...shared}>
        <option value="" />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (lines) return <textarea {...shared} {...limit} />;
  return <input {...shared} {...limit} type={type} autoComplete="off" autoFocus={autoFocus} />;
}

export interface TimelineItem {
  readonly key: string;
  /** RFC 3339 instant. */
  readonly at: string;
  readonly tone?: Tone;
  readonly content: ReactNode;
}

/** What happened when, newest first as given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  const language = useLanguage();
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={`tone-${item.tone ?? 'info'}`}>
          <p className="timeline-when">
            <time dateTime={item.at}>{formatInstantInWords(item.at, language)}</time>
          </p>
          {item.content}
        </li>
      ))}
    </ol>
  );
}

/** Facts in pairs: label and value. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Steps that were checked, each passed or not: for the proof of an access. */
export function Checks({
  items,
}: {
  items: readonly { readonly key: string; readonly tone: Tone; readonly content: ReactNode }[];
}) {
  return (
    <ul className="checks">
      {items.map((item) => (
        <li key={item.key} className={`tone-${item.tone}`}>
          <span aria-hidden="true">{marks[item.tone]}</span>
          <div>{item.content}</div>
        </li>
      ))}
    </ul>
  );
}

/** More for those who want it, folded. */
export function More({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="more">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** A dialog in the top layer; Esc closes, focus returns to where it was. Rendered only while open. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="box stack" aria-labelledby={id} onClose={onClose}>
      <div className="card-top">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="quiet"
          onClick={() => dialog.current?.close()}
          aria-label={t(texts.close)}
        >
          ✕
        </button>
      </div>
      {children}
    </dialog>
  );
}
