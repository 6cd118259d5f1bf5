import type { ValueCheck } from '#platform/catalogue/index.ts';
import { fault } from './errors.ts';
import type { RecordTable } from './record-table.ts';
import { textOf } from './text-of.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The values in canonical form.
 * @throws Fault records.invalid-values with each field that is wrong
 */
export function checkValues(
  check: ValueCheck,
  table: RecordTable,
  values: Values,
  mode: 'create' | 'change',
  at: Date,
): Values {
  const checked = check(table.resource, values, mode, at);
  refuseErrors(checked.errors, '/values');
  return checked.values;
}

/**
 * Identifying input in the form in which it is stored, so that a small `x` finds what a capital one would. A reference
 * is searched by the key of what it refers to, and checked as that. `place` is where in the request it stands.
 * @throws Fault records.invalid-values, records.unknown-field
 */
export function checkSearch(
  check: ValueCheck,
  tables: ReadonlyMap<string, RecordTable>,
  table: RecordTable,
  by: Readonly<Record<string, string>>,
  at: Date,
  place: '/by' | '/claims',
): Record<string, string> {
  const canonical: Record<string, string> = {};
  for (const [field, value] of Object.entries(by)) {
    const column = table.byField.get(field);
    if (!column)
      throw fault(
        'unknown-field',
        { field: field.slice(0, 40) },
        { pointer: `${place}/${field.slice(0, 40)}` },
      );
    const target = column.refers === null ? table : tables.get(column.refers);
    const name = column.refers === null ? field : (target?.keys[0] ?? field);
    const checked = check(target?.resource ?? table.resource, { [name]: value }, 'change', at);
    refuseErrors(
      checked.errors.map((error) => ({ ...error, pointer: `/${field}` })),
      place,
    );
    const found = checked.values[name];
    if (found === null || found === undefined)
      throw fault('invalid-values', { count: 1 }, { pointer: `${place}/${field}` });
    canonical[field] = textOf(found);
  }
  return canonical;
}

function refuseErrors(errors: ReturnType<ValueCheck>['errors'], prefix: string): void {
  if (errors.length === 0) return;
  const details = errors.map(({ pointer, code, zh, en }) => ({
    pointer: `${prefix}${pointer}`,
    code,
    zh,
    en,
  }));
  throw fault('invalid-values', { count: details.length }, { details });
}
