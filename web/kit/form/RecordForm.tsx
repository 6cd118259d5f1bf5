import { Button } from 'antd';
import { nowMs } from '../../core/clock.ts';
import { useLanguage, useText } from '../../core/language.ts';
import { formatAge } from '../../core/time.ts';
import type { Text } from '../../core/text.ts';
import { isAsked } from './check-field.ts';
import type { FormField, FormGroup } from '../plans.ts';
import { Notice, ProblemView } from '../ProblemView.tsx';
import { texts } from '../texts.ts';
import { FieldControl, type FieldControlComponent } from './FieldControl.tsx';
import { FieldFrame, noteId, type ValueSource } from './FieldFrame.tsx';
import { controlId, useRecordForm, type RecordFormOptions } from './record-form-state.ts';

export interface RecordFormProps extends RecordFormOptions {
  readonly submitLabel?: Text;
  readonly onCancel?: () => void;
  /** `change`: the key of the record is shown but not asked. */
  readonly mode?: 'create' | 'change';
  /** Further fields shown but not to be changed. */
  readonly fixed?: readonly string[];
  /** Where values already there come from. */
  readonly sources?: Readonly<Record<string, ValueSource>>;
  /** Own controls for single fields, by name. */
  readonly controls?: Readonly<Record<string, FieldControlComponent>>;
}

type FormState = ReturnType<typeof useRecordForm>;

/**
 * A form derived from a declaration. Checks as one types, keeps a draft through reload and sign-out, and puts the
 * server's errors on the fields that they name; those that name no field stand above. Nothing typed is lost.
 */
export function RecordForm(props: RecordFormProps) {
  const t = useText();
  const state = useRecordForm(props);
  const errors = Object.values(state.findings).filter((finding) => finding.severity === 'error').length;
  return (
    <form
      className="mq-form mq-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.submit();
      }}
    >
      <div className="mq-card-body mq-gap">
        {state.restoredAtMs !== undefined && (
          <Restored atMs={state.restoredAtMs} onDiscard={state.startOver} />
        )}
        {state.problem && <FormProblem state={state} />}
        {props.plan.groups.map((group) => (
          <Group key={group.title.zh} group={group} state={state} props={props} />
        ))}
      </div>
      <div className="mq-form-foot">
        <span className="mq-soft" role="status">
          {errors > 0 ? t(texts.mustFix, { n: errors }) : ''}
        </span>
        {props.onCancel && <Button onClick={props.onCancel}>{t(texts.cancel)}</Button>}
        <Button type="primary" htmlType="submit" loading={state.busy}>
          {t(props.submitLabel ?? texts.save)}
        </Button>
      </div>
    </form>
  );
}

function Group({ group, state, props }: { group: FormGroup; state: FormState; props: RecordFormProps }) {
  const t = useText();
  const asked = group.fields.filter((field) => isAsked(field, state.values));
  if (asked.length === 0) return null;
  return (
    <fieldset>
      <legend>{t(group.title)}</legend>
      <div className="mq-form-grid">
        {asked.map((field) => (
          <Field key={field.name} field={field} state={state} props={props} />
        ))}
      </div>
    </fieldset>
  );
}

function Field({ field, state, props }: { field: FormField; state: FormState; props: RecordFormProps }) {
  const id = controlId(props.form, field.name);
  const finding = state.findings[field.name];
  const value = state.values[field.name];
  const Control = props.controls?.[field.name] ?? FieldControl;
  return (
    <FieldFrame id={id} field={field} finding={finding} source={props.sources?.[field.name]}>
      <Control
        id={id}
        field={field}
        value={value}
        onChange={(next) => state.set(field.name, next)}
        onBlur={() => state.leave(field.name)}
        invalid={finding?.severity === 'error'}
        describedBy={finding ? noteId(id) : undefined}
        disabled={isFixed(field, props)}
      />
    </FieldFrame>
  );
}

function isFixed(field: FormField, { mode, fixed = [] }: RecordFormProps): boolean {
  return fixed.includes(field.name) || (mode === 'change' && field.key === true);
}

/** The server's words, without the errors that already stand at their fields. */
function FormProblem({ state }: { state: FormState }) {
  if (!state.problem) return null;
  const { problem, apart } = state.problem;
  return <ProblemView problem={problem.withErrors(apart)} />;
}

function Restored({ atMs, onDiscard }: { atMs: number; onDiscard: () => void }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Notice tone="info">
      <div className="mq-notice-foot" style={{ fontSize: 14 }}>
        <span>{t(texts.draftRestored, { age: formatAge(atMs, nowMs(), language) })}</span>
        <Button size="small" onClick={onDiscard}>
          {t(texts.draftDiscard)}
        </Button>
      </div>
    </Notice>
  );
}
