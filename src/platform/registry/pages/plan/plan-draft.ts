import type { MigrationsAnswer } from '../data.ts';

export type Item = MigrationsAnswer['items'][number];
export type Need = Item['needs'][number];
type Written = Readonly<Record<string, unknown>>;

/** As somebody chooses: that a field goes to another one is said where it is, and written where it arrives. */
export type StepChoice = Exclude<Need['steps'][number], 'rename'> | 'rename-to';

/** A step while it is chosen. */
export interface StepDraft {
  readonly step: StepChoice | null;
  readonly rule: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly fallback: string;
  readonly target: string;
  readonly basis: string;
  readonly ground: string;
}

export type PlanDraft = Readonly<Record<string, StepDraft>>;

const nothing: StepDraft = {
  step: null,
  rule: 'as-is',
  codes: {},
  fallback: '',
  target: '',
  basis: '',
  ground: '',
};

/** What can be chosen for a field, the most likely first. */
export function choicesFor({ steps, codesGone, targets }: Need): StepChoice[] {
  const own = steps.filter((step) => step !== 'rename');
  const possible = codesGone.length > 0 ? own.filter((step) => step !== 'convert') : own; // gone codes are mapped
  return targets.length > 0 ? ['rename-to', ...possible] : possible;
}

/** A plan as the server keeps it, to be chosen further. */
export function draftOf(needs: readonly Need[], plan: unknown): PlanDraft {
  const fields = ((plan as Written | undefined)?.['fields'] ?? {}) as Readonly<Record<string, Written>>;
  return Object.fromEntries(needs.map((need) => [need.field, stepOf(need, fields)]));
}

function stepOf({ field, rules }: Need, fields: Readonly<Record<string, Written>>): StepDraft {
  const rule = rules[0] ?? 'as-is';
  const renamed = Object.entries(fields).find(([, one]) => one['step'] === 'rename' && one['from'] === field);
  if (renamed) return { ...nothing, ...partsOf(renamed[1], rule), step: 'rename-to', target: renamed[0] };
  const own = fields[field];
  if (!own || own['step'] === 'rename') return { ...nothing, rule };
  return { ...nothing, ...partsOf(own, rule), step: own['step'] as StepChoice };
}

function partsOf(written: Written, rule: string): Omit<StepDraft, 'step' | 'target'> {
  const ground = (written['ground'] ?? {}) as Written;
  const textOf = (value: unknown): string =>
    typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  return {
    rule: textOf(written['rule']) || rule,
    codes: (written['codes'] ?? {}) as Readonly<Record<string, string>>,
    fallback: textOf(written['default']),
    basis: textOf(ground['basis']),
    ground: textOf(ground['text']),
  };
}

/** The plan as the server takes it; what is not decided is left out. */
export function planOf(draft: PlanDraft): { readonly fields: Written } {
  const taken = new Set(
    Object.values(draft).flatMap(({ step, target }) => (step === 'rename-to' ? [target] : [])),
  );
  const entries = Object.entries(draft).flatMap(([field, one]): [string, Written][] => {
    if (one.step === 'rename-to')
      return one.target === '' ? [] : [[one.target, written(field, one, draft[one.target])]];
    return one.step === null || taken.has(field) ? [] : [[field, written(field, one, undefined)]];
  });
  return { fields: Object.fromEntries(entries) };
}

function written(field: string, one: StepDraft, arriving: StepDraft | undefined): Written {
  const { step, rule, codes, basis, ground } = one;
  const fallback = one.fallback || (arriving?.fallback ?? '');
  const rest = fallback === '' ? {} : { default: fallback };
  switch (step) {
    case 'rename-to':
      return { step: 'rename', from: field, rule, ...rest };
    case 'convert':
      return { step, rule, ...rest };
    case 'map-codes':
      return {
        step,
        codes: Object.fromEntries(Object.entries(codes).filter(([, code]) => code !== '')),
        ...rest,
      };
    case 'drop':
      return {
        step,
        ground: { ...(basis === '' ? {} : { basis }), ...(ground === '' ? {} : { text: ground }) },
        ...rest,
      };
    default:
      return { step, ...rest };
  }
}
