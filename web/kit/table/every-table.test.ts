import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { everyTable, lacksOf } from '../../../test/support/table-columns.ts';

const root = join(import.meta.dirname, '..', '..', '..');

test('every table of the product is read from the server page by page and leaves as a file; one without is noticed', () => {
  const tables = everyTable();
  assert.ok(tables.length >= 30, `only ${tables.length} tables were seen`);
  for (const { page, text } of tables) assert.deepEqual(lacksOf(text), [], page);
  const planted = `<DataTable<Row>\n id="x"\n source={listFrom('/api/v1/x')}\n />`;
  assert.deepEqual(lacksOf(planted), ['export']);
});

/** Lists in a menu page that are no tables, and why. Whoever adds one says so here, or makes it a DataTable. */
const noTables: Readonly<Record<string, string>> = {
  'src/applications/desk/pages/DutyPage.tsx':
    'who is on duty now, at most 200 of one unit: a board, gone tomorrow',
  'src/applications/desk/pages/registration/ErasuresPage.tsx': 'decisions that wait, each with its own form',
  'src/applications/desk/pages/look-up/LookUpPage.tsx':
    'answers of the door; they leave through its own export',
  'src/applications/oversight/pages/SurveyPage.tsx': 'sums with charts; the ledger itself is the list',
  'src/security/identity/pages/ApprovalsPage.tsx': 'decisions that wait, each with its own acts',
  'src/security/identity/pages/MySessionsPage.tsx': 'the few sessions of the person who reads',
  'src/platform/catalogue/pages/OverviewPage.tsx': 'sums with links to the lists',
};

/** Pages of the menu (those that have an icon): path of the component by what its module's index says. */
function menuPages(): string[] {
  return globSync('src/*/*/pages/index.tsx', { cwd: root }).flatMap((index) => {
    const text = readFileSync(join(root, index), 'utf8');
    const listed = text.split(/\n  \{\n/).filter((entry) => /\bicon: /.test(entry));
    return listed.flatMap((entry) => {
      const file = /import\('\.\/([^']+)'\)/.exec(entry)?.[1];
      return file ? [join(index, '..', file)] : [];
    });
  });
}

/** Whether a page, or a file beside it that it takes, shows a table. */
function showsTable(page: string): boolean {
  const text = readFileSync(join(root, page), 'utf8');
  if (text.includes('<DataTable<')) return true;
  return [...text.matchAll(/from '\.\/([A-Za-z/-]+\.tsx)'/g)].some(([, file]) =>
    readFileSync(join(root, page, '..', String(file)), 'utf8').includes('<DataTable<'),
  );
}

test('every page of the menu shows a table, or says why it shows none', () => {
  const pages = menuPages();
  assert.ok(pages.length >= 25, `only ${pages.length} pages of the menu were seen`);
  const without = pages.filter((page) => !showsTable(page));
  assert.deepEqual(without.sort(), Object.keys(noTables).sort());
});
