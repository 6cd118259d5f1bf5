import { useText } from '../../core/language.ts';
import type { Text } from '../../core/text.ts';
import type { FormField, Values } from '../plans.ts';
import { isAsked, type Findings } from './check-field.ts';
import { FieldControl, type FieldControlComponent } from './FieldControl.tsx';
import { FieldFrame, noteId, type ValueSource } from './FieldFrame.tsx';

export interface FieldSetProps {
  /** Begins the ids of the controls: `controlId(id, field)`. */
  readonly id: string;
  readonly title?: Text;
  readonly fields: readonly FormField[];
  readonly values: Values;
  readonly findings: Findings;
  readonly onChange: (name: string, value: unknown) => void;
  readonly onLeave?: (name: string) => void;
  /** Where values already there come from. */
  readonly sources?: Readonly<Record<string, ValueSource>>;
  /** Own controls for single fields, by name. */
  readonly controls?: Readonly<Record<string, FieldControlComponent>>;
  readonly isFixed?: (field: FormField) => boolean;
}

/** Fields under one title; whoever shows them keeps their values. */
export function FieldSet(props: FieldSetProps) {
  const t = useText();
  const asked = props.fields.filter((field) => isAsked(field, props.values));
  if (asked.length === 0) return null;
  return (
    <fieldset>
      {props.title && <legend>{t(props.title)}</legend>}
      <div className="mq-form-grid">
        {asked.map((field) => (
          <Field key={field.name} field={field} {...props} />
        ))}
      </div>
    </fieldset>
  );
}

function Field({ field, ...props }: FieldSetProps & { field: FormField }) {
  const id = controlId(props.id, field.name);
  const finding = props.findings[field.name];
  const Control = props.controls?.[field.name] ?? FieldControl;
  return (
    <FieldFrame id={id} field={field} finding={finding} source={props.sources?.[field.name]}>
      <Control
        id={id}
        field={field}
        value={props.values[field.name]}
        onChange={(next) => props.onChange(field.name, next)}
        onBlur={() => props.onLeave?.(field.name)}
        invalid={finding?.severity === 'error'}
        describedBy={finding ? noteId(id) : undefined}
        disabled={props.isFixed?.(field) ?? false}
      />
    </FieldFrame>
  );
}

export function controlId(form: string, field: string): string {
  return `${form}-${field}`.replaceAll('.', '-');
}
