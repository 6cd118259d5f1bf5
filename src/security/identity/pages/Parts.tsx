import type { ReactNode } from 'react';
import { StatusTag, useLanguage, useText, type Tone } from '#web/kit/index.ts';
import type { AccountItem } from '../schema.ts';
import { useRoles } from './identity-data.ts';
import { identityTexts, stateTexts } from './texts.ts';

const stateTones: Readonly<Record<AccountItem['state'], Tone>> = {
  active: 'good',
  suspended: 'neutral',
  locked: 'warn',
  threatened: 'bad',
  ended: 'neutral',
};

/** The state of an account in a word. */
export function StateTag({ state }: { state: AccountItem['state'] }) {
  const t = useText();
  return <StatusTag tone={stateTones[state]}>{t(stateTexts[state])}</StatusTag>;
}

/** Roles in words, in one line. */
export function RoleNames({ roles }: { roles: readonly string[] }) {
  const t = useText();
  const language = useLanguage();
  const { data } = useRoles();
  if (roles.length === 0) return <span className="mq-soft">{t(identityTexts.noRoles)}</span>;
  const names = roles.map((code) => {
    const role = data?.find((one) => one.code === code);
    return role ? t(role.title) : code;
  });
  return <>{names.join(language === 'zh' ? '、' : ', ')}</>;
}

/** A term and what it is, inside `<dl className="mq-facts">`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A label above its control, and a note below. */
export function Field(props: { id: string; label: string; note?: string; children: ReactNode }) {
  return (
    <div className="mq-field">
      <div className="mq-field-label">
        <label htmlFor={props.id}>{props.label}</label>
      </div>
      {props.children}
      {props.note && <div className="mq-field-note">{props.note}</div>}
    </div>
  );
}
