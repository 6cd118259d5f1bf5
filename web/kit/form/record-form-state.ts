import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey, problemFrom } from '../../core/api.ts';
import { draftKey, dropDraft, findDraft, saveDraft } from '../../core/drafts.ts';
import type { ApiProblem, FieldError } from '../../core/problem.ts';
import { useSessionState } from '../../core/session.ts';
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
import { checkIdentifier, normaliseIdentifier } from './identifier-check.ts';

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

/** How long after the last key a draft is kept. */
const draftDelayMs = 400;

/** Everything a record's form remembers: values, findings, draft, and what the server said. */
export function useRecordForm({ form, plan, initial = {}, onSubmit }: RecordFormOptions) {
  const key = useDraftKey(form);
  const [restoredAtMs, setRestoredAtMs] = useState(() => findDraft<Values>(key)?.savedAtMs);
  const [values, setValues] = useState<Values>(() => findDraft<Values>(key)?.values ?? initial);
  const [findings, setFindings] = useState<Findings>({});
  const [problem, setProblem] = useState<{ problem: ApiProblem; apart: readonly FieldError[] } | undefined>();
  const [busy, setBusy] = useState(false);
  const touched = useRef(false);
  const idempotencyKey = useRef(newIdempotencyKey());
  useDraftSaving(key, values, touched);

  const find = (name: string, value: unknown) => {
    const finding = findingOf(plan, name, value);
    setFindings(({ [name]: _old, ...others }) => (finding ? { ...others, [name]: finding } : others));
  };

  const leave = (name: string) => {
    const value = inForm(plan, name, values[name]);
    if (value !== values[name]) setValues((old) => ({ ...old, [name]: value }));
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
      touched.current = false;
      dropDraft(key);
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
    restoredAtMs,
    submit,
    /** The reader leaves a field: what was typed is put into form and checked. */
    leave,
    set(name: string, value: unknown) {
      touched.current = true;
      setValues((old) => ({ ...old, [name]: value }));
      if (findings[name]?.severity === 'error') find(name, value);
    },
    startOver() {
      touched.current = false;
      dropDraft(key);
      setValues(initial);
      setFindings({});
      setProblem(undefined);
      setRestoredAtMs(undefined);
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

export function controlId(form: string, field: string): string {
  return `${form}-${field}`.replaceAll('.', '-');
}

function useDraftKey(form: string): string {
  const state = useSessionState();
  return draftKey(state.status === 'signed-in' ? state.session.actor.id : 'nobody', form);
}

function useDraftSaving(key: string, values: Values, touched: { readonly current: boolean }): void {
  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => touched.current && saveDraft(key, values), draftDelayMs);
    return () => clearTimeout(timer);
  }, [key, values, touched]);
}

function focusFirst(plan: FormPlan, form: string, findings: Findings): void {
  const first = fieldsOf(plan).find((field) => findings[field.name]);
  if (first) document.getElementById(controlId(form, first.name))?.focus();
}
