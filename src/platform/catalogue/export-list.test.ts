import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import * as listings from './listings.ts';
import * as library from './regulations/listings.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('platform/catalogue', {
    'ElementsPage.tsx': listings.elementListing.columns,
    'ObjectsPage.tsx': listings.objectClassListing.columns,
    'CodeListsPage.tsx': listings.codeListListing.columns,
    'CodeListPage.tsx': listings.codeValueListing.columns,
    'ResourcesPage.tsx': listings.resourceListing.columns,
    'QualifiersPage.tsx': listings.qualifierListing.columns,
    'NumberRulesPage.tsx': listings.numberRuleListing.columns,
    'regulations/RegulationsPage.tsx': library.regulationListing.columns,
    'regulations/ArticlesPage.tsx': library.articleListing.columns,
    'regulations/ReviewPage.tsx': library.reviewListing.columns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, listings.elementListing.columns), ['statte']);
});
