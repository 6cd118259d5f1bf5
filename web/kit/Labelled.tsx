import type { ReactNode } from 'react';
import { useText } from '../core/language.ts';
import type { Text } from '../core/text.ts';

/** A label above its control, and a note (`<id>-note`) below, where no form is derived from a declaration. */
export function Labelled(props: { id: string; label: Text; note?: Text; children: ReactNode }) {
  const t = useText();
  return (
    <div className="mq-field">
      <div className="mq-field-label">
        <label htmlFor={props.id}>{t(props.label)}</label>
      </div>
      {props.children}
      {props.note && (
        <div id={`${props.id}-note`} className="mq-field-note">
          {t(props.note)}
        </div>
      )}
    </div>
  );
}
