import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { checkpointFile, questionFile, verificationFile } from './export-lists.ts';
import { ledgerColumns } from './ledger-columns.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('applications/oversight', {
    'QuestionsPage.tsx': questionFile.columns,
    'CheckpointsPage.tsx': checkpointFile.columns,
    'VerificationPage.tsx': verificationFile.columns,
    'EntryTable.tsx': ledgerColumns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, ledgerColumns), ['statte']);
});
