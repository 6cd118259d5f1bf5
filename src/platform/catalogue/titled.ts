import type { Words } from '#standards/declarations/index.ts';
import type { Catalogue } from './catalogue.ts';

/** A name with what it is called, as answers give it. */
export interface Titled {
  readonly name: string;
  readonly title: Words;
}

/** The name, with its title where it has one. */
export function titled(name: string, title: Words | undefined): Titled {
  return { name, title: title ? { zh: title.zh, en: title.en } : { zh: name, en: name } };
}

/** A branch as the code list of branches calls it. */
export function branchTitled({ catalogue }: { readonly catalogue: Catalogue }, branch: string): Titled {
  const values = catalogue.pack.codeLists.get('agency-branch')?.values;
  return titled(
    branch,
    values?.find(({ code }) => code === branch),
  );
}
