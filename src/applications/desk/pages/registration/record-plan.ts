import type { FormPlan, RecordAnswer, Values } from '#web/kit/index.ts';
import { fieldsIn, type PlannedField, type ResourcePlans } from '../desk-data.ts';

/**
 * The form for changing a record that was read: without its key (a key is corrected by registering anew), without
 * what was withheld; what is masked starts empty and stays as recorded when left so.
 */
export function changePlan(
  plans: ResourcePlans,
  record: RecordAnswer,
  withheld: readonly string[],
): FormPlan {
  const shown = (field: PlannedField) => !field.key && !withheld.includes(field.name);
  const groups = plans.form.groups.map((group) => ({
    ...group,
    fields: (group.fields as readonly PlannedField[]).filter(shown).map((field) => {
      if (!record.masked.includes(field.name)) return field;
      const { required: _required, ...rest } = field;
      return rest;
    }),
  }));
  return { groups: groups.filter((group) => group.fields.length > 0) };
}

/** What the form starts with: the values read, without the masked ones, which are not the real ones. */
export function startingValues(plans: ResourcePlans, record: RecordAnswer): Values {
  return Object.fromEntries(
    fieldsIn(plans).flatMap(({ name }) => {
      const value = record.values[name];
      return record.masked.includes(name) || value === null || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The values of a new record: what was left empty is not stated. */
export function stated(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
