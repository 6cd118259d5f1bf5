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
import { DeclaredList } from './listing.ts';
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
  readonly resources: DeclaredList<ListedResource>;
  readonly elements: DeclaredList<ElementRow>;
  readonly codeLists: DeclaredList<CodeListRow>;
  readonly qualifiers: DeclaredList<QualifierRow>;
  readonly numberRules: DeclaredList<NumberRuleRow>;
  readonly objectClasses: DeclaredList<ObjectClassRow>;
  /** What each object class is made of. */
  readonly objects: ObjectClasses;
  readonly elementsByName: ReadonlyMap<string, ElementRow>;
  /** The values of one code list; made when first asked for, kept as long as the list. */
  valuesOf(list: CodeList): DeclaredList<CodeValue>;
}

/** Made once a release (`catalogue.derive`). */
export function openLists(catalogue: Snapshot): DeclaredLists {
  const review = toReview(catalogue.pack, whatRests(catalogue));
  const elements = elementRows(catalogue);
  const objects = openObjectClasses(catalogue);
  const values = new WeakMap<CodeList, DeclaredList<CodeValue>>();
  return {
    resources: new DeclaredList(noteReviews(resourceRows(catalogue), 'resource', review), resourceListing),
    elements: new DeclaredList(noteReviews(elements, 'element', review), elementListing),
    codeLists: new DeclaredList(noteReviews(codeListRows(catalogue), 'code-list', review), codeListListing),
    qualifiers: new DeclaredList(
      noteReviews(qualifierRows(catalogue), 'qualifier', review),
      qualifierListing,
    ),
    numberRules: new DeclaredList(numberRuleRows(catalogue), numberRuleListing),
    objectClasses: new DeclaredList(objects.rows, objectClassListing),
    objects,
    elementsByName: new Map(elements.map((element) => [element.name, element])),
    valuesOf(list) {
      let found = values.get(list);
      if (!found) values.set(list, (found = new DeclaredList(list.values, codeValueListing)));
      return found;
    },
  };
}
