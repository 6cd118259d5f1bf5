import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTables, unknownColumns } from '../../../../test/support/table-columns.ts';
import { certificateColumns } from '../register/export-certificates.ts';
import { sessionColumns } from '../sessions/export-sessions.ts';
import { accountColumns } from './export-accounts.ts';
import { roleListing } from './role-listing.ts';

test('every table of the pages leaves as a file that knows each column a person can choose; a misspelt one is noticed', () => {
  checkTables('security/identity', {
    'AccountsPage.tsx': accountColumns,
    'CertificatesPage.tsx': certificateColumns,
    'RolesPage.tsx': roleListing.columns,
    'SessionsPage.tsx': sessionColumns,
  });
  assert.deepEqual(unknownColumns(`{ key: 'statte' }`, accountColumns), ['statte']);
});
