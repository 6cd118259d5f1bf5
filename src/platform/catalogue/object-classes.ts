import type { ObjectClass, Pack } from '#standards/declarations/index.ts';
import { named } from './declared.ts';
import { fault } from './errors.ts';
import type { Named, ObjectClassAnswer, ObjectClassRow, ObjectTree } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** Object classes with what follows from the elements that name them. Made once a release. */
export interface ObjectClasses {
  readonly rows: readonly ObjectClassRow[];
  readonly tree: ObjectTree;
  /** The class that elements mean by a Chinese title. */
  titled(zh: string): Named | null;
  /** @throws Fault catalogue.unknown-object-class */
  describe(name: string): ObjectClassAnswer;
}

export function openObjectClasses({ pack }: Pick<Snapshot, 'pack'>): ObjectClasses {
  const elements = countElements(pack);
  const uses = usesByTitle(pack);
  const children = Map.groupBy(pack.objectClasses.values(), ({ partOf }) => partOf);
  const rowOf = (one: ObjectClass): ObjectClassRow => ({
    ...one,
    partOfTitle: pack.objectClasses.get(one.partOf ?? '')?.title ?? null,
    elements: elements.get(one.title.zh) ?? 0,
    within: below(one, children).reduce((sum, { title }) => sum + (elements.get(title.zh) ?? 0), 0),
    uses: [...(uses.get(one.title.zh)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
  });
  const rows = [...pack.objectClasses.values()].map(rowOf);
  const byName = new Map(rows.map((row) => [row.name, row]));
  const byTitle = new Map(rows.map((row) => [row.title.zh, row]));
  const of = (some: readonly ObjectClass[]) => some.flatMap(({ name }) => byName.get(name) ?? []);
  return {
    rows,
    tree: treeOf(pack, rows, elements),
    titled(zh) {
      const found = byTitle.get(zh);
      return found ? named(found) : null;
    },
    describe(name) {
      const objectClass = byName.get(name);
      if (!objectClass) throw fault('unknown-object-class', { name: name.slice(0, 40) });
      return {
        objectClass,
        above: above(objectClass, pack),
        below: of(children.get(name) ?? []),
        resources: [...(uses.get(objectClass.title.zh) ?? [])].map(([resource, fields]) => ({
          name: resource,
          title: pack.resources.get(resource)?.title ?? { zh: resource, en: resource },
          fields,
        })),
      };
    },
  };
}

function countElements({ elements }: Pack): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { object } of elements.values()) counts.set(object.zh, (counts.get(object.zh) ?? 0) + 1);
  return counts;
}

/** By the title of the object class: how many fields of each resource use an element of it. */
function usesByTitle({ resources, elements }: Pack): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const uses = new Map<string, Map<string, number>>();
  for (const resource of resources.values()) {
    for (const field of resource.fields) {
      const title = elements.get(field.element ?? '')?.object.zh;
      if (title === undefined) continue;
      const found = uses.get(title) ?? new Map<string, number>();
      uses.set(title, found.set(resource.name, (found.get(resource.name) ?? 0) + 1));
    }
  }
  return uses;
}

type Children = ReadonlyMap<string | null, readonly ObjectClass[]>;

/** The class and all below it: the parser has seen to it that there is no circle. */
function below(one: ObjectClass, children: Children): readonly ObjectClass[] {
  const found = [one];
  for (const next of found) found.push(...(children.get(next.name) ?? []));
  return found;
}

/** From the root down to the class above. */
function above({ partOf }: ObjectClass, { objectClasses }: Pack): readonly Named[] {
  const found: Named[] = [];
  for (let one = objectClasses.get(partOf ?? ''); one; one = objectClasses.get(one.partOf ?? ''))
    found.unshift(named(one));
  return found;
}

function treeOf(
  { elements, objectClasses }: Pack,
  rows: readonly ObjectClassRow[],
  counts: ReadonlyMap<string, number>,
): ObjectTree {
  const declared = new Set([...objectClasses.values()].map(({ title }) => title.zh));
  const titles = new Map([...elements.values()].map(({ object }) => [object.zh, object]));
  return {
    classes: rows.map(({ name, title, partOf, elements: own, within }) => {
      return { name, title, partOf, elements: own, within };
    }),
    undeclared: [...titles.values()]
      .filter(({ zh }) => !declared.has(zh))
      .map((title) => ({ title, elements: counts.get(title.zh) ?? 0 })),
  };
}
