import type { FieldColumns } from '#standards/plans/index.ts';
import type { RowCondition, RowOperator } from '#standards/conditions/index.ts';
import type { CataloguedResource, ValueCheck } from '#platform/catalogue/index.ts';

/** What can be asked of a value, by how it is kept. */
const operatorsOf: Readonly<Record<FieldColumns['kind'], readonly RowOperator[]>> = {
  text: ['eq', 'in', 'prefix'],
  integer: ['eq', 'in', 'range'],
  number: ['eq', 'range'],
  date: ['eq', 'range'],
  datetime: ['range'],
  boolean: ['eq'],
  time: [],
  binary: [],
  reference: [],
};

/**
 * How a field can limit the records of a grant: plain fields that anybody may see whole. A grant is for a kind of record, never for
 * one person, so neither keys nor what is masked or sealed can be named, nor what other records hold.
 */
export function operatorsFor(
  { declaration, table }: CataloguedResource,
  name: string,
): readonly RowOperator[] {
  const field = declaration.fields.find((one) => one.name === name);
  const place = table.fields.find((one) => one.field === name);
  if (!field || !place || field.sealed || field.mask !== null || field.key || field.many) return [];
  return operatorsOf[place.kind];
}

/** A condition with its values in the form in which they are stored, or why it is not one. */
export type Canonical =
  { readonly condition: RowCondition } | { readonly reasonZh: string; readonly reason: string };

export function canonicalCondition(
  resource: CataloguedResource,
  check: ValueCheck,
  condition: RowCondition,
  at: Date,
): Canonical {
  const { field, operator } = condition;
  if (!operatorsFor(resource, field).includes(operator))
    return {
      reasonZh: `字段 ${field} 不能这样限定记录`,
      reason: `records cannot be limited so by the field ${field}`,
    };
  const wrong: string[] = [];
  const canonical = (value: string): string => {
    const { values, errors } = check(resource.declaration.name, { [field]: typed(resource, field, value) }, 'change', at); // prettier-ignore
    const found = values[field];
    if (errors.length === 0 && found !== null && found !== undefined) {
      return typeof found === 'string' ? found : JSON.stringify(found);
    }
    wrong.push(value);
    return value;
  };
  const made = madeCanonical(condition, canonical);
  if (wrong.length > 0)
    return { reasonZh: `${field} 不会有这样的值`, reason: `${field} never has such a value` };
  if (made.operator === 'range' && !isRange(resource, made))
    return { reasonZh: `${field} 的起止不成范围`, reason: `the ends of ${field} make no range` };
  return { condition: made };
}

function madeCanonical(condition: RowCondition, canonical: (value: string) => string): RowCondition {
  switch (condition.operator) {
    case 'eq':
      return { ...condition, value: canonical(condition.value) };
    case 'in':
      return { ...condition, values: [...new Set(condition.values.map(canonical))] };
    case 'range': {
      const [from, to] = [condition.from, condition.to].map((end) => (end === null ? null : canonical(end)));
      return { ...condition, from: from ?? null, to: to ?? null };
    }
    case 'prefix':
      return condition; // the beginning of a value follows no rule of the value
  }
}

function typed(resource: CataloguedResource, field: string, value: string): unknown {
  const kind = kindOf(resource, field);
  if (kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return isNumeric(kind) && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : value;
}

function kindOf({ table }: CataloguedResource, name: string): FieldColumns['kind'] | undefined {
  return table.fields.find(({ field }) => field === name)?.kind;
}

function isNumeric(kind: FieldColumns['kind'] | undefined): boolean {
  return kind === 'integer' || kind === 'number';
}

type Range = Extract<RowCondition, { operator: 'range' }>;

function isRange(resource: CataloguedResource, { field, from, to }: Range): boolean {
  if (from === null || to === null) return from !== to;
  return !isBefore(resource, field, to, from);
}

/** Dates and instants are compared as text: canonical, they sort as they follow one another. */
function isBefore(resource: CataloguedResource, field: string, one: string, other: string): boolean {
  return isNumeric(kindOf(resource, field)) ? Number(one) < Number(other) : one < other;
}

/** Whether every record that meets `narrow` surely meets `wide` too. */
export function implies(resource: CataloguedResource, narrow: RowCondition, wide: RowCondition): boolean {
  if (narrow.field !== wide.field) return false;
  const values = valuesOf(narrow);
  if (values !== null) return values.every((value) => meets(resource, wide, value));
  if (narrow.operator === 'prefix') return wide.operator === 'prefix' && narrow.value.startsWith(wide.value);
  if (narrow.operator !== 'range' || wide.operator !== 'range') return false;
  const isAbove = wide.from === null || (narrow.from !== null && meets(resource, { ...wide, to: null }, narrow.from)); // prettier-ignore
  const isBelow = wide.to === null || (narrow.to !== null && meets(resource, { ...wide, from: null }, narrow.to)); // prettier-ignore
  return isAbove && isBelow;
}

/** The values that meet it, when they are named one by one. */
function valuesOf(condition: RowCondition): readonly string[] | null {
  if (condition.operator === 'eq') return [condition.value];
  return condition.operator === 'in' ? condition.values : null;
}

function meets(resource: CataloguedResource, condition: RowCondition, value: string): boolean {
  if (condition.operator === 'prefix') return value.startsWith(condition.value);
  if (condition.operator !== 'range') return valuesOf(condition)?.includes(value) ?? false;
  const { field, from, to } = condition;
  const isHigh = from === null || !isBefore(resource, field, value, from);
  return isHigh && (to === null || !isBefore(resource, field, to, value));
}
