/** Holds the tables of a module's pages to the files that they leave as. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Columns = readonly { readonly key: string }[];
const root = join(import.meta.dirname, '..', '..', 'src');

/** Columns that several pages take from one place. */
const shared = { 'titleColumn(': 'title', 'nameColumn(': 'name', 'verificationColumn(': 'verification' };

function keysOn(page: string): string[] {
  const written = [...page.matchAll(/\bkey: '([a-zA-Z]+)'/g)].map(([, key]) => String(key));
  return [...written, ...Object.entries(shared).flatMap(([call, key]) => (page.includes(call) ? [key] : []))];
}

/** The columns of a page that its file does not know. */
export function unknownColumns(page: string, columns: Columns): string[] {
  return keysOn(page).filter((wanted) => !columns.some(({ key }) => key === wanted));
}

/** `files`: the file's columns by the path of the page below the module's `pages`; every table of the module is there. */
export function checkTables(module: string, files: Readonly<Record<string, Columns>>): void {
  const folder = join(root, module, 'pages');
  const textOf = (page: string): string => readFileSync(join(folder, page), 'utf8');
  const tables = globSync('**/*.tsx', { cwd: folder }).filter((page) => textOf(page).includes('<DataTable<'));
  assert.deepEqual(tables.sort(), Object.keys(files).sort());
  for (const [page, columns] of Object.entries(files)) {
    assert.match(textOf(page), /onExport=\{/, page);
    assert.ok(keysOn(textOf(page)).length >= 4, `${page}: too few columns were seen`);
    assert.deepEqual(unknownColumns(textOf(page), columns), [], page);
  }
}
