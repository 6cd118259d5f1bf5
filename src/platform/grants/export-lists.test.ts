import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { applicationColumns } from './export-lists.ts';
import { serviceListing } from './services/list-services.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('platform/grants', {
    'ApplicationsPage.tsx': applicationColumns,
    'ServicesPage.tsx': serviceListing.columns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, applicationColumns), ['statte']);
});
