import { citationTitle, findCited } from '#standards/declarations/index.ts';
import type { Field, Pack, Resource } from '#standards/declarations/index.ts';
import { createSql } from '#standards/plans/index.ts';
import type { CataloguedResource, Snapshot } from './snapshot.ts';
import type { ElementRow, FieldDescription, LineageLink, ResourceDescription } from './schema.ts';

/** What a resource's page shows beside its plans: fields in full, legal basis, purposes, tables as SQL, API contract. */
export function describeResource(
  { pack }: Snapshot,
  elements: ReadonlyMap<string, ElementRow>,
  found: CataloguedResource,
  at: Date,
): ResourceDescription {
  const { sharing, fields } = found.declaration;
  const { paths, schemas } = found.plansOn(at).api;
  return {
    fields: fields.map((field) => describeField(pack, found, field, elements)),
    basis: sharing.basis.flatMap((citation) => {
      const regulation = findCited(pack.regulations, citation)?.regulation;
      return regulation ? [{ citation, title: citationTitle(pack.regulations, citation), regulation }] : [];
    }),
    purposes: sharing.purposes.map((name) => ({
      name,
      title: pack.purposes.get(name)?.title ?? { zh: name, en: name },
    })),
    lineage: lineageOf(pack, found.declaration),
    sql: createSql(found.table),
    api: { paths, schemas },
  };
}

/** Whom it takes information from, and whom it gives to, by the references of fields. */
export function lineageOf(pack: Pack, { name, fields }: Resource): LineageLink[] {
  const link = (
    way: LineageLink['way'],
    { name, title, owner }: Resource,
    by: readonly Field[],
  ): LineageLink => ({
    name,
    title,
    owner,
    way,
    fields: by.map((field) => field.title),
  });
  const from = [...new Set(fields.flatMap(({ refers }) => refers ?? []))].flatMap((target) => {
    const found = pack.resources.get(target);
    return found
      ? [
          link(
            'from',
            found,
            fields.filter(({ refers }) => refers === target),
          ),
        ]
      : [];
  });
  const to = [...pack.resources.values()].flatMap((one) => {
    const by = one.fields.filter(({ refers }) => refers === name);
    return by.length > 0 && one.name !== name ? [link('to', one, by)] : [];
  });
  return [...from, ...to];
}

function describeField(
  pack: Pack,
  { grades }: CataloguedResource,
  field: Field,
  elements: ReadonlyMap<string, ElementRow>,
): FieldDescription {
  const element = elements.get(field.element ?? '');
  const qualifier = pack.qualifiers.get(field.qualifier ?? '');
  const target = pack.resources.get(field.refers ?? '');
  return {
    ...field,
    element: element ? shownOf(element) : null,
    qualifier: qualifier
      ? { name: qualifier.name, title: qualifier.title, identifier: qualifier.identifier }
      : null,
    refers: target ? { name: target.name, title: target.title } : null,
    grade: grades.get(field.name) ?? 1,
  };
}

function shownOf(row: ElementRow): NonNullable<FieldDescription['element']> {
  const { name, title, identifier, notations, verification, status, domain, unit } = row;
  return { name, title, identifier, notations, verification, status, domain, unit };
}
