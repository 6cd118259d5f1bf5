import { dayInChina, deepFreeze } from '../declarations/index.ts';
import type { Field, Pack, Resource, Words } from '../declarations/index.ts';
import { formField } from './form.ts';
import type { FormField } from './form.ts';

/** One way to find a record: the fields to be given together. */
export interface SearchKey {
  readonly name: string;
  readonly title: Words;
  readonly inputs: readonly SearchInput[];
}

/** A question of a search. A reference is asked by its target's key (`refers` names the target), never by record id. */
export interface SearchInput extends Omit<FormField, 'required' | 'key' | 'hint' | 'when'> {
  readonly required: true;
}

export interface SearchPlan {
  readonly resource: string;
  readonly title: Words;
  readonly keys: readonly SearchKey[];
}

/** The searches of a resource, in the order declared; there is no other way to find a record. */
export function planSearch(resource: Resource, pack: Pack, at: Date): SearchPlan {
  const fields = new Map(resource.fields.map((field) => [field.name, field]));
  const on = dayInChina(at);
  const keys = resource.search.map((set) => {
    const asked = set.map((name) => fields.get(name) as Field);
    const title = {
      zh: asked.map((field) => field.title.zh).join('、'),
      en: asked.map((field) => field.title.en).join(', '),
    };
    return { name: set.join('+'), title, inputs: asked.map((field) => input(field, pack, on)) };
  });
  return deepFreeze({ resource: resource.name, title: resource.title, keys });
}

function input(field: Field, pack: Pack, on: string): SearchInput {
  const { hint: _hint, when: _when, key: _key, ...asked } = formField(keyField(field, pack), pack, on);
  const target = field.refers === null ? {} : { refers: field.refers };
  return { ...asked, ...target, name: field.name, label: field.title, required: true };
}

/** The field whose value is typed: its own, or the key at the end of the references. */
function keyField(field: Field, pack: Pack, step = 0): Field {
  const target = field.refers === null ? undefined : pack.resources.get(field.refers);
  const key = target?.fields.find((candidate) => candidate.key);
  return key === undefined || step > 3 ? field : keyField(key, pack, step + 1);
}
