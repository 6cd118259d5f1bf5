import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { changeFile, importFile, refusalFile } from './imports/export-imports.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  const columns = [...changeFile.columns, ...refusalFile.columns];
  checkTables(
    'platform/organisations',
    { 'ImportsPage.tsx': importFile.columns, 'ImportPage.tsx': columns },
    [
      'OrganisationPage.tsx', // these two leave with all columns that an import takes, whichever are in view
      'OrganisationsPage.tsx',
    ],
  );
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, columns), ['statte']);
});
