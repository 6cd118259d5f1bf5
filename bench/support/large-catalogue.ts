/** A catalogue of any size, made of the shipped packs' declarations under other names: fictional, and in memory only. */
import { loadCatalogue, openCatalogue, packFolders, snapshotOf } from '#platform/catalogue/index.ts';
import type { Catalogue, Snapshot } from '#platform/catalogue/index.ts';
import type { Resource } from '#standards/declarations/index.ts';

const suffixes = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';

/** The copy of something that carries this number in its name and in both titles. */
function renamed<One extends { readonly name: string; readonly title: { zh: string; en: string } }>(
  one: One,
  copy: number,
): One {
  if (copy === 0) return one;
  const mark = suffixes[copy % suffixes.length] ?? '';
  const title = { zh: `${one.title.zh}${mark}${copy}`, en: `${one.title.en} ${copy}` };
  return { ...one, name: `${one.name}${copy}`, title };
}

export interface LargeCatalogue {
  readonly elements: number;
  readonly resources: number;
}

export function largeCatalogue({ elements, resources }: LargeCatalogue): Snapshot {
  const { pack, files } = loadCatalogue(packFolders('demo')).snapshot;
  const declared = [...pack.elements.values()];
  const classes = [...pack.resources.values()];
  const many = <One>(from: readonly One[], count: number, make: (one: One, copy: number) => One): One[] =>
    Array.from({ length: count }, (_, at) =>
      make(from[at % from.length] as One, Math.floor(at / from.length)),
    );
  const keyed = <One extends { readonly name: string }>(rows: readonly One[]) =>
    new Map(rows.map((row) => [row.name, row]));
  const moved = (resource: Resource, copy: number): Resource =>
    copy === 0
      ? resource
      : { ...renamed(resource, copy), category: `${(copy % 3) + 1}/0${(copy % 9) + 1}/${resource.owner}` };
  const large = {
    ...pack,
    elements: keyed(many(declared, elements, renamed)),
    resources: keyed(many(classes, resources, moved)),
  };
  return snapshotOf(files, { pack: large, fileOf: () => undefined }, 1);
}

/** A snapshot that stays in force. */
export function fixedCatalogue(snapshot: Snapshot): Catalogue {
  return openCatalogue(snapshot).catalogue;
}
