import type { FormField, RecordAnswer, Text } from '#web/kit/index.ts';
import { fieldsIn, type DeclaredResource } from '../desk-data.ts';

/** One look-up that a record found suggests; each is made by hand and recorded on its own. */
export interface FurtherLookUp {
  readonly name: string;
  readonly resource: DeclaredResource;
  readonly title: Text;
  readonly ask:
    | { readonly how: 'record'; readonly id: string }
    | { readonly how: 'search' | 'list'; readonly by: Readonly<Record<string, string>> };
}

export interface FurtherOptions {
  /** Whether lists may be offered. */
  readonly lists: boolean;
  /** What the record was found by. */
  readonly typed: Readonly<Record<string, string>>;
}

/**
 * What can be looked up from a record: what its own references name, and the declared ways to find other records by
 * its key. Nothing else: there is no way from person to person but through these (scope.md).
 * A masked key finds nothing, so what needs it is left out, unless the key is what was typed.
 */
export function furtherLookUps(
  from: DeclaredResource,
  record: RecordAnswer,
  all: readonly DeclaredResource[],
  options: FurtherOptions,
): readonly FurtherLookUp[] {
  return [...forward(from, record, all), ...backward(from, record, all, options)];
}

function forward(
  from: DeclaredResource,
  record: RecordAnswer,
  all: readonly DeclaredResource[],
): FurtherLookUp[] {
  return fieldsIn(from.plans).flatMap((field) => {
    const id = record.values[field.name];
    const resource = all.find((each) => each.name === field.refers);
    if (field.control !== 'reference' || typeof id !== 'string' || !resource) return [];
    return [{ name: `${from.name}.${field.name}`, resource, title: field.label, ask: { how: 'record', id } }];
  });
}

function backward(
  from: DeclaredResource,
  record: RecordAnswer,
  all: readonly DeclaredResource[],
  { lists, typed }: FurtherOptions,
): FurtherLookUp[] {
  const key = keyValue(from, record, typed);
  if (key === null) return [];
  return all.flatMap((resource) =>
    fieldsIn(resource.plans)
      .filter((field) => field.refers === from.name)
      .flatMap((field) => {
        const how = wayToFind(resource, field, lists);
        if (!how) return [];
        const title = {
          zh: `${resource.title.zh}（${field.label.zh}）`,
          en: `${resource.title.en} (${field.label.en})`,
        };
        return [
          {
            name: `${resource.name}.${field.name}`,
            resource,
            title,
            ask: { how, by: { [field.name]: key } },
          },
        ];
      }),
  );
}

function wayToFind(resource: DeclaredResource, field: FormField, lists: boolean): 'search' | 'list' | null {
  const searchable = resource.plans.search.keys.some((key) => key.name === field.name);
  if (searchable) return 'search';
  const listed = resource.plans.list.by.some((way) => way.length === 1 && way[0] === field.name);
  return listed && lists ? 'list' : null;
}

/** The record's one key in full, or null: composite, missing, itself a reference, or masked and not typed. */
export function keyValue(
  from: DeclaredResource,
  record: RecordAnswer,
  typed: Readonly<Record<string, string>>,
): string | null {
  const keys = fieldsIn(from.plans).filter((field) => field.key);
  const [key] = keys;
  if (keys.length !== 1 || !key || key.control === 'reference') return null;
  if (record.masked.includes(key.name)) return typed[key.name] ?? null;
  const value = record.values[key.name];
  return typeof value === 'string' ? value : null;
}
