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

const classes = 3;
const items = 99;
const furtherBranches = ['command', 'security', 'audit', 'system'];

/** Spread over three classes, their 99 items each, and the subjects of those. */
function categoryOf(copy: number, owner: string): string {
  const item = (Math.floor(copy / classes) % items) + 1;
  const round = Math.floor(copy / (classes * items)) % (furtherBranches.length + 1);
  return `${(copy % classes) + 1}/${String(item).padStart(2, '0')}/${furtherBranches[round - 1] ?? owner}`;
}

export interface LargeCatalogue {
  readonly elements: number;
  readonly resources: number;
}

export function largeCatalogue({ elements, resources }: LargeCatalogue): Snapshot {
  const { pack, files } = loadCatalogue(packFolders('demo')).snapshot;
  const declared = [...pack.elements.values()];
  const shipped = [...pack.resources.values()];
  const many = <One>(from: readonly One[], count: number, make: (one: One, copy: number) => One): One[] =>
    Array.from({ length: count }, (_, at) =>
      make(from[at % from.length] as One, Math.floor(at / from.length)),
    );
  const keyed = <One extends { readonly name: string }>(rows: readonly One[]) =>
    new Map(rows.map((row) => [row.name, row]));
  const moved = (resource: Resource, copy: number): Resource =>
    copy === 0 ? resource : { ...renamed(resource, copy), category: categoryOf(copy, resource.owner) };
  const large = {
    ...pack,
    elements: keyed(many(declared, elements, renamed)),
    resources: keyed(many(shipped, resources, moved)),
  };
  return snapshotOf(files, { pack: large, fileOf: () => undefined }, 1);
}

/** A snapshot that stays in force. */
export function fixedCatalogue(snapshot: Snapshot): Catalogue {
  return openCatalogue(snapshot).catalogue;
}
