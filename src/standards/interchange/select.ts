import type { Pack } from '../declarations/index.ts';

/**
 * A part of a pack: what is named (resources, elements, code lists), with the elements that a named resource states and the code
 * lists that those take their values from. Names that nothing bears are returned.
 */
export function selectFrom(
  pack: Pack,
  names: readonly string[],
): { readonly pack: Pack; readonly unknown: readonly string[] } {
  if (names.length === 0) return { pack, unknown: [] };
  const wanted = new Set(names);
  const resources = only(pack.resources, wanted);
  const stated = [...resources.values()].flatMap(({ fields }) =>
    fields.flatMap(({ element }) => element ?? []),
  );
  const elements = only(pack.elements, new Set([...wanted, ...stated]));
  const lists = [...elements.values()].flatMap(({ domain }) => domain.codes ?? []);
  const codeLists = only(pack.codeLists, new Set([...wanted, ...lists]));
  const described = new Set([...elements.values()].map(({ object }) => object.zh));
  const objectClasses = withAbove(pack.objectClasses, described);
  const unknown = names.filter((name) => ![resources, elements, codeLists].some((map) => map.has(name)));
  return { pack: { ...pack, resources, elements, codeLists, objectClasses }, unknown };
}

/** The object classes of these titles, and those above them. */
function withAbove(all: Pack['objectClasses'], titles: ReadonlySet<string>): Pack['objectClasses'] {
  const names = new Set(
    [...all.values()].filter(({ title }) => titles.has(title.zh)).map(({ name }) => name),
  );
  for (const name of names) {
    const above = all.get(name)?.partOf; // a set visits what is added to it meanwhile
    if (above) names.add(above);
  }
  return only(all, names);
}

function only<T>(map: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...map].filter(([name]) => names.has(name)));
}
