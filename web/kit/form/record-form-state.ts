import { useRef, useState } from 'react';
import { newIdempotencyKey, problemFrom } from '../../core/api.ts';
import type { ApiProblem, FieldError } from '../../core/problem.ts';
import type { FormPlan, Values } from '../plans.ts';
import {
  askedValues,
  checkField,
  checkForm,
  fieldsOf,
  placeErrors,
  type FieldFinding,
  type Findings,
} from './check-field.ts';
import { controlId } from './FieldSet.tsx';
import { checkIdentifier, normaliseIdentifier } from './identifier-check.ts';
import { useDraft } from './use-draft.ts';

export interface SubmitExtras {
  /** The same for every try of this form until it succeeds: give it to `api.post(…, { idempotencyKey })`. */
  readonly idempotencyKey: string;
}

export interface RecordFormOptions {
  /** Names the draft: `registration.person.create`, with the record's id when changing one. */
  readonly form: string;
  readonly plan: FormPlan;
  readonly initial?: Values;
  readonly onSubmit: (values: Values, extras: SubmitExtras) => Promise<unknown>;
}

/** Everything a record's form remembers: values, findings, draft, and what the server said. */
export function useRecordForm({ form, plan, initial = {}, onSubmit }: RecordFormOptions) {
  const draft = useDraft<Values>(form, initial);
  const { value: values, touched } = draft;
  const [findings, setFindings] = useState<Findings>({});
  const [problem, setProblem] = useState<{ problem: ApiProblem; apart: readonly FieldError[] } | undefined>();
  const [busy, setBusy] = useState(false);
  const idempotencyKey = useRef(newIdempotencyKey());

  const find = (name: string, value: unknown) => {
    const finding = findingOf(plan, name, value);
    setFindings(({ [name]: _old, ...others }) => (finding ? { ...others, [name]: finding } : others));
  };

  const leave = (name: string) => {
    const value = inForm(plan, name, values[name]);
    if (value !== values[name]) draft.settle((old) => ({ ...old, [name]: value }));
    if (touched.current || value !== undefined) find(name, value); // who has typed nothing yet is told nothing yet
  };

  const submit = async () => {
    const errors = checkForm(plan, values, checkIdentifier);
    setFindings(errors);
    setProblem(undefined);
    if (Object.keys(errors).length > 0) return focusFirst(plan, form, errors);
    setBusy(true);
    try {
      await onSubmit(askedValues(plan, values), { idempotencyKey: idempotencyKey.current });
      draft.done();
      idempotencyKey.current = newIdempotencyKey();
    } catch (thrown) {
      const caught = problemFrom(thrown);
      const placed = placeErrors(plan, caught.errors);
      setFindings(placed.onFields);
      setProblem({ problem: caught, apart: placed.apart });
      focusFirst(plan, form, placed.onFields);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    findings,
    problem,
    busy,
    restoredAtMs: draft.restoredAtMs,
    submit,
    /** The reader leaves a field: what was typed is put into form and checked. */
    leave,
    set(name: string, value: unknown) {
      draft.change((old) => ({ ...old, [name]: value }));
      if (findings[name]?.severity === 'error') find(name, value);
    },
    startOver() {
      draft.startOver();
      setFindings({});
      setProblem(undefined);
    },
  };
}

function findingOf(plan: FormPlan, name: string, value: unknown): FieldFinding | undefined {
  const field = fieldsOf(plan).find((candidate) => candidate.name === name);
  return field && checkField(field, value, checkIdentifier);
}

/** What was typed, as the field's identifier is written. */
function inForm(plan: FormPlan, name: string, typed: unknown): unknown {
  const identifier = fieldsOf(plan).find((field) => field.name === name)?.identifier;
  return identifier && typeof typed === 'string' ? normaliseIdentifier(identifier, typed) : typed;
}

function focusFirst(plan: FormPlan, form: string, findings: Findings): void {
  const first = fieldsOf(plan).find((field) => findings[field.name]);
  if (first) document.getElementById(controlId(form, first.name))?.focus();
}
