import { makeNumber, numberLength, numberPattern } from '#standards/declarations/index.ts';
import type { DataElement, NumberRule, Pack, Words } from '#standards/declarations/index.ts';
import { notations, renderFormat } from '#standards/formats/index.ts';
import type { Snapshot } from './snapshot.ts';
import type {
  CodeListRow,
  ElementRow,
  Named,
  NumberRuleRow,
  QualifierRow,
  RelatedBy,
  ListedResource,
  Use,
} from './schema.ts';

export function resourceRows({ pack }: Snapshot): ListedResource[] {
  const branches = branchTitles(pack);
  return [...pack.resources.values()].map((resource) => {
    const { name, title, summary, owner, source, cycle, classification, category } = resource;
    const about = { name, title, summary, owner, source, cycle, classification, category };
    const { sharing, fields, subject } = resource;
    const elements = fields.flatMap(({ element }) => pack.elements.get(element ?? '') ?? []);
    const row = {
      ...about,
      ownerTitle: branches.get(owner) ?? { zh: owner, en: owner },
      code: `${category}/${name}`,
      grade: Math.max(classification.grade, ...elements.map(({ grade }) => grade)),
      sharing: sharing.type,
      fields: fields.length,
      personal: subject !== null,
    };
    return Object.defineProperty(row, 'terms', {
      get: () => [
        ...fields.flatMap((field) => [field.name, field.title]),
        ...elements.map(({ title }) => title),
      ],
    }) as ListedResource; // not enumerable: it is searched, and not sent
  });
}

/** The branches by code, as the code list `agency-branch` names them. */
export function branchTitles(pack: Pack): ReadonlyMap<string, Words> {
  const values = pack.codeLists.get('agency-branch')?.values ?? [];
  return new Map(values.map(({ code, zh, en }) => [code, { zh, en }]));
}

export function elementRows({ pack }: Snapshot): ElementRow[] {
  const uses = Map.groupBy(allFields(pack), ({ field }) => field.element ?? '');
  return [...pack.elements.values()].map((element) => ({
    ...element,
    notations: Object.fromEntries(
      notations.map((notation) => [notation, renderFormat(element.format, notation)]),
    ) as ElementRow['notations'],
    uses: uses.get(element.name)?.length ?? 0,
  }));
}

export function codeListRows({ pack }: Snapshot): CodeListRow[] {
  const uses = Map.groupBy(
    allFields(pack),
    ({ field }) => pack.elements.get(field.element ?? '')?.domain.codes ?? '',
  );
  return [...pack.codeLists.values()].map(({ values, ...list }) => ({
    ...list,
    values: values.length,
    uses: uses.get(list.name)?.length ?? 0,
  }));
}

export function qualifierRows({ pack }: Snapshot): QualifierRow[] {
  const uses = Map.groupBy(allFields(pack), ({ field }) => field.qualifier ?? '');
  return [...pack.qualifiers.values()].map((one) => ({ ...one, uses: uses.get(one.name)?.length ?? 0 }));
}

export function numberRuleRows({ pack }: Snapshot): NumberRuleRow[] {
  return [...pack.numberRules.values()].map((rule) => ({
    ...rule,
    length: numberLength(rule),
    pattern: numberPattern(rule),
    example: exampleOf(rule),
    elements: elementsWith(pack, ({ domain }) => domain.numberRule === rule.name),
  }));
}

/** The fictional place and day of every example: nobody's number. */
function exampleOf(rule: NumberRule): string | null {
  const digits = '690101000000';
  const segment = rule.segments.find(({ kind }) => kind === 'division');
  const division = digits.slice(0, segment?.kind === 'division' ? segment.length : 0);
  const made = makeNumber(rule, { division, org: digits, date: '2026-01-31', sequence: 1 });
  return made.ok ? made.number : null;
}

/** Which fields use an element for which `isUsed` holds. */
export function usesOf(pack: Pack, isUsed: (element: DataElement) => boolean): Use[] {
  return allFields(pack).flatMap(({ resource, field }) => {
    const element = pack.elements.get(field.element ?? '');
    if (element === undefined || !isUsed(element)) return [];
    const of = { resource: resource.name, resourceTitle: resource.title };
    return [{ ...of, field: field.name, fieldTitle: field.title }];
  });
}

/** Elements for which something holds, by name and title. */
export function elementsWith(pack: Pack, holds: (element: DataElement) => boolean): Named[] {
  return [...pack.elements.values()].filter(holds).map(named);
}

/** Which elements name this one in a relation, and in which. */
export function relatedBy({ elements }: Pack, name: string): RelatedBy[] {
  return [...elements.values()].flatMap((one) =>
    relationNames
      .filter((relation) => one.relations[relation].includes(name))
      .map((relation) => ({ relation, ...named(one) })),
  );
}

const relationNames = ['derivedFrom', 'composedOf', 'replaces', 'usedWith'] as const;

export function named({ name, title }: Named): Named {
  return { name, title };
}

function allFields(pack: Pack) {
  return [...pack.resources.values()].flatMap((resource) =>
    resource.fields.map((field) => ({ resource, field })),
  );
}
