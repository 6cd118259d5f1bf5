import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { budgetListing, policyListing, policySetListing } from './listings.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  const columns = [policyListing, budgetListing, policySetListing].flatMap(
    (listing) => listing.columns as readonly { key: string }[],
  );
  checkTables('security/access', { 'PoliciesPage.tsx': columns });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, columns), ['statte']);
});
