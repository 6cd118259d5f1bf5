import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { requestFile, visitFile } from './export-lists.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('applications/desk', {
    'VisitsPage.tsx': visitFile.columns,
    'registration/QueuePage.tsx': requestFile.columns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, visitFile.columns), ['statte']);
});
