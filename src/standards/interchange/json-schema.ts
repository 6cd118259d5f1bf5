import type { DataElement, Pack, Resource } from '../declarations/index.ts';
import { planResource } from '../plans/index.ts';
import type { JsonSchema } from '../plans/index.ts';

/**
 * One JSON Schema 2020-12 document of a pack: `$defs` has each element (`elements.<name>`) and each resource
 * (`resources.<name>`). The rules are those of the plans by which the node itself validates.
 */
export function packSchema(
  pack: Pack,
  { base, at }: { readonly base: string; readonly at: Date },
): JsonSchema {
  const probe = planResource(allElements(pack), pack, { at }).validator.schema['properties'];
  const elements = Object.entries(probe as Record<string, object>).map(([index, schema]) => {
    const element = [...pack.elements.values()][Number(index.slice(1))];
    return [`elements.${element?.name}`, { ...schema, ...about(element) }] as const;
  });
  const resources = [...pack.resources.values()].map((resource) => {
    const { $schema: _schema, ...schema } = planResource(resource, pack, { at }).validator.schema;
    return [`resources.${resource.name}`, schema] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}/schema`,
    $defs: Object.fromEntries([...elements, ...resources]),
  };
}

function about(element: DataElement | undefined): object {
  if (element === undefined) return {};
  const { title, definition, identifier, version } = element;
  return {
    title: title.zh,
    'x-title-en': title.en,
    description: definition.zh,
    'x-description-en': definition.en,
    'x-identifier': identifier,
    'x-version': version,
  };
}

/** A resource that has every element as a field: what its plan says of a field is what the element means. */
function allElements(pack: Pack): Resource {
  const nothing = { qualifier: null, refers: null, mask: null, why: null, group: null, when: null };
  // Required, since a value that may be left out may be null as well.
  const plain = { key: false, required: true, many: false, sealed: false };
  const fields = [...pack.elements.values()].map(({ name, title }, index) => {
    return { name: `e${index}`, title, element: name, ...nothing, ...plain };
  });
  return {
    version: '1.0',
    name: 'elements',
    title: { zh: '数据元', en: 'Elements' },
    summary: null,
    owner: '',
    source: 'self',
    subject: null,
    category: '3/01/elements',
    classification: { level: 'general', grade: 1 },
    sharing: { type: 'none', conditions: null, basis: [], purposes: [] },
    cycle: 'yearly',
    groups: [],
    fields,
    search: [],
    lists: [],
  };
}
