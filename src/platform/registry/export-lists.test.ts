import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { proposalColumns } from './list-proposals.ts';
import { packListing, signerListing } from './packs/list-packs.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  const packs = [...packListing.columns, ...signerListing.columns];
  checkTables('platform/registry', { 'ProposalsPage.tsx': proposalColumns, 'packs/PacksPage.tsx': packs });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, packs), ['statte']);
});
