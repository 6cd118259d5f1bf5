import { RowList } from '#infrastructure/lists/index.ts';
import type { CodeList, CodeValue } from '#standards/declarations/index.ts';
import { codeListRows, elementRows, numberRuleRows, qualifierRows, resourceRows } from './declared.ts';
import { openObjectClasses } from './object-classes.ts';
import type { ObjectClasses } from './object-classes.ts';
import type {
  CodeListRow,
  ElementRow,
  NumberRuleRow,
  ObjectClassRow,
  QualifierRow,
  ListedResource,
} from './schema.ts';
import {
  codeListListing,
  codeValueListing,
  elementListing,
  numberRuleListing,
  objectClassListing,
  qualifierListing,
  resourceListing,
} from './listings.ts';
import { noteReviews } from './regulations/due-for-review.ts';
import { toReview } from './regulations/to-review.ts';
import { whatRests } from './regulations/what-rests.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything that is declared, ready to be asked. */
export interface DeclaredLists {
  readonly resources: RowList<ListedResource>;
  readonly elements: RowList<ElementRow>;
  readonly codeLists: RowList<CodeListRow>;
  readonly qualifiers: RowList<QualifierRow>;
  readonly numberRules: RowList<NumberRuleRow>;
  readonly objectClasses: RowList<ObjectClassRow>;
  /** What each object class is made of. */
  readonly objects: ObjectClasses;
  readonly elementsByName: ReadonlyMap<string, ElementRow>;
  /** The values of one code list; made when first asked for, kept as long as the list. */
  valuesOf(list: CodeList): RowList<CodeValue>;
}

/** Made once a release (`catalogue.derive`). */
export function openLists(catalogue: Snapshot): DeclaredLists {
  const review = toReview(catalogue.pack, whatRests(catalogue));
  const elements = elementRows(catalogue);
  const objects = openObjectClasses(catalogue);
  const values = new WeakMap<CodeList, RowList<CodeValue>>();
  return {
    resources: new RowList(noteReviews(resourceRows(catalogue), 'resource', review), resourceListing),
    elements: new RowList(noteReviews(elements, 'element', review), elementListing),
    codeLists: new RowList(noteReviews(codeListRows(catalogue), 'code-list', review), codeListListing),
    qualifiers: new RowList(noteReviews(qualifierRows(catalogue), 'qualifier', review), qualifierListing),
    numberRules: new RowList(numberRuleRows(catalogue), numberRuleListing),
    objectClasses: new RowList(objects.rows, objectClassListing),
    objects,
    elementsByName: new Map(elements.map((element) => [element.name, element])),
    valuesOf(list) {
      let found = values.get(list);
      if (!found) values.set(list, (found = new RowList(list.values, codeValueListing)));
      return found;
    },
  };
}
