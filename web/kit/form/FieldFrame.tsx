import { LockOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { formatAge } from '../../core/time.ts';
import { nowMs } from '../../core/clock.ts';
import { useLanguage, useText } from '../../core/language.ts';
import type { FormField } from '../plans.ts';
import { texts } from '../texts.ts';
import type { FieldFinding } from './check-field.ts';

/** Where a value already on the form came from, so that nobody types what the state knows. */
export interface ValueSource {
  readonly agency: string;
  readonly recordedAt: string;
}

interface FieldFrameProps {
  readonly id: string;
  readonly field: FormField;
  readonly finding: FieldFinding | undefined;
  readonly source: ValueSource | undefined;
  readonly children: ReactNode;
}

const tones = { ok: 'mq-is-good', warn: 'mq-is-warn', error: 'mq-is-bad' } as const;
const marks = { ok: '✓ ', warn: '! ', error: '✕ ' } as const;

/** Label above, control, and below it what the rule says, or where the value comes from. */
export function FieldFrame({ id, field, finding, source, children }: FieldFrameProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className={field.control === 'textarea' ? 'mq-field mq-field-wide' : 'mq-field'}>
      <div className="mq-field-label">
        <label htmlFor={id}>
          {field.required && (
            <span className="mq-star" aria-hidden="true">
              *{' '}
            </span>
          )}
          {t(field.label)}
        </label>
        {!field.required && <small>{t(texts.optional)}</small>}
        {field.hint && (
          <Why title={t(texts.whyAsked)} text={t(field.hint)} icon={<QuestionCircleOutlined />} />
        )}
        {field.sealed && <Why title={t(texts.sealed)} text={t(texts.sealedWhy)} icon={<LockOutlined />} />}
      </div>
      {children}
      <div id={noteId(id)} className="mq-field-below" aria-live="polite">
        {finding && (
          <div className={`mq-field-note ${tones[finding.severity]}`}>
            <span aria-hidden="true">{marks[finding.severity]}</span>
            {t(finding.message)}
          </div>
        )}
        {!finding && source && (
          <div className="mq-field-note">
            {t(texts.source)}
            {source.agency} · {formatAge(source.recordedAt, nowMs(), language)}
          </div>
        )}
      </div>
    </div>
  );
}

export function noteId(id: string): string {
  return `${id}-note`;
}

/** A small button that explains: a popover opened by click or Enter, closed by Esc. */
export function Why({ title, text, icon }: { title: string; text: string; icon: ReactNode }) {
  return (
    <Popover trigger="click" title={title} content={<div style={{ maxWidth: 300 }}>{text}</div>}>
      <button type="button" className="mq-why" aria-label={title} title={title}>
        {icon}
      </button>
    </Popover>
  );
}
