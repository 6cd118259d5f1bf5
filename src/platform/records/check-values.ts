import type { FaultDetail } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';
import type { RecordTable } from './record-table.ts';

/** Validates plain values against a declaration; made by the composition root from the validator plan. */
export type ValueCheck = (
  resource: string,
  values: Readonly<Record<string, unknown>>,
  mode: 'create' | 'change',
  at: Date,
) => { readonly values: Readonly<Record<string, unknown>>; readonly errors: readonly FaultDetail[] };

/**
 * The values in canonical form.
 * @throws Fault records.invalid-values with each field that is wrong
 */
export function checkValues(
  check: ValueCheck,
  table: RecordTable,
  values: Readonly<Record<string, unknown>>,
  mode: 'create' | 'change',
  at: Date,
): Readonly<Record<string, unknown>> {
  const checked = check(table.resource, values, mode, at);
  if (checked.errors.length === 0) return checked.values;
  const details = checked.errors.map((error) => ({ ...error, pointer: `/values${error.pointer}` }));
  throw fault('invalid-values', { count: details.length }, { details });
}
