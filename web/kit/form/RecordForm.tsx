import { Button } from 'antd';
import { useText } from '../../core/language.ts';
import type { Text } from '../../core/text.ts';
import type { FormField } from '../plans.ts';
import { ProblemView } from '../ProblemView.tsx';
import { texts } from '../texts.ts';
import type { FieldControlComponent } from './FieldControl.tsx';
import type { ValueSource } from './FieldFrame.tsx';
import { FieldSet } from './FieldSet.tsx';
import { useRecordForm, type RecordFormOptions } from './record-form-state.ts';
import { RestoredDraft } from './RestoredDraft.tsx';

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
          <RestoredDraft atMs={state.restoredAtMs} onDiscard={state.startOver} />
        )}
        {state.problem && <FormProblem state={state} />}
        {props.plan.groups.map((group) => (
          <FieldSet
            key={group.title.zh}
            id={props.form}
            title={group.title}
            fields={group.fields}
            values={state.values}
            findings={state.findings}
            onChange={state.set}
            onLeave={state.leave}
            isFixed={(field) => isFixed(field, props)}
            {...(props.sources ? { sources: props.sources } : {})}
            {...(props.controls ? { controls: props.controls } : {})}
          />
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

function isFixed(field: FormField, { mode, fixed = [] }: RecordFormProps): boolean {
  return fixed.includes(field.name) || (mode === 'change' && field.key === true);
}

/** The server's words, without the errors that already stand at their fields. */
function FormProblem({ state }: { state: FormState }) {
  if (!state.problem) return null;
  const { problem, apart } = state.problem;
  return <ProblemView problem={problem.withErrors(apart)} />;
}
