import type { CodeList, CodeValue } from '#standards/declarations/index.ts';
import { codeListRows, elementRows, numberRuleRows, qualifierRows, resourceRows } from './declared.ts';
import type { CodeListRow, ElementRow, NumberRuleRow, QualifierRow, ListedResource } from './schema.ts';
import { DeclaredList } from './listing.ts';
import {
  codeListListing,
  codeValueListing,
  elementListing,
  numberRuleListing,
  qualifierListing,
  resourceListing,
} from './listings.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything that is declared, ready to be asked. */
export interface DeclaredLists {
  readonly resources: DeclaredList<ListedResource>;
  readonly elements: DeclaredList<ElementRow>;
  readonly codeLists: DeclaredList<CodeListRow>;
  readonly qualifiers: DeclaredList<QualifierRow>;
  readonly numberRules: DeclaredList<NumberRuleRow>;
  readonly elementsByName: ReadonlyMap<string, ElementRow>;
  /** The values of one code list; made when first asked for, kept as long as the list. */
  valuesOf(list: CodeList): DeclaredList<CodeValue>;
}

/** Made once a release (`catalogue.derive`). */
export function openLists(catalogue: Snapshot): DeclaredLists {
  const elements = elementRows(catalogue);
  const values = new WeakMap<CodeList, DeclaredList<CodeValue>>();
  return {
    resources: new DeclaredList(resourceRows(catalogue), resourceListing),
    elements: new DeclaredList(elements, elementListing),
    codeLists: new DeclaredList(codeListRows(catalogue), codeListListing),
    qualifiers: new DeclaredList(qualifierRows(catalogue), qualifierListing),
    numberRules: new DeclaredList(numberRuleRows(catalogue), numberRuleListing),
    elementsByName: new Map(elements.map((element) => [element.name, element])),
    valuesOf(list) {
      let found = values.get(list);
      if (!found) values.set(list, (found = new DeclaredList(list.values, codeValueListing)));
      return found;
    },
  };
}
