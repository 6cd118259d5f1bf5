import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../test/support/table-columns.ts';
import { correctionFile, findingFile, noticeFile } from './export-lists.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('platform/quality', {
    'CorrectionsPage.tsx': correctionFile.columns,
    'FindingsPage.tsx': findingFile.columns,
    'NoticesPage.tsx': noticeFile.columns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, noticeFile.columns), ['statte']);
});
